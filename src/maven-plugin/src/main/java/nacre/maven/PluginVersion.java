package nacre.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.MojoExecution;

/** What this plugin is made of. */
final class PluginVersion {
  private PluginVersion() {}

  /** The jars of the plugin and of all that it forks. */
  static List<Path> classPath(MojoExecution execution) {
    return files(execution).stream().map(File::toPath).toList();
  }

  /** The version, and of a snapshot also what tells one from the next: sizes and times of its jars. */
  static String of(MojoExecution execution) {
    String version = execution.getVersion();
    return version.endsWith("-SNAPSHOT")
        ? files(execution).stream().map(file -> file.getName() + " " + file.length() + " " + file.lastModified())
            .collect(Collectors.joining("\n", version + "\n", ""))
        : version;
  }

  private static List<File> files(MojoExecution execution) {
    return execution.getMojoDescriptor().getPluginDescriptor().getArtifacts().stream().map(Artifact::getFile).toList();
  }
}
