package nacre.maven;

import java.io.File;
import java.nio.file.Path;
import javax.inject.Inject;
import nacre.front.Request;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.ToolchainManager;
import org.codehaus.plexus.build.BuildContext;

/** Draws models: blocks, shapes, what is folded and fused, and findings. */
@Mojo(name = "graph", threadSafe = true)
public final class GraphMojo extends AbstractModelMojo {
  /** Where models are. */
  @Parameter(property = "nacre.sourceDirectory", defaultValue = "${project.basedir}/src/main/nacre")
  private File sourceDirectory;

  /** Where pictures go. */
  @Parameter(property = "nacre.graphDirectory", defaultValue = "${project.build.directory}/nacre-graphs")
  private File graphDirectory;

  /** The form of pictures: <code>svg</code>, <code>png</code> or <code>dot</code>. */
  @Parameter(property = "nacre.graphFormat", defaultValue = "svg")
  private String graphFormat = "svg";

  /** What is drawn: the graph as written, <code>source</code>, or as it is compiled, <code>optimised</code>. */
  @Parameter(property = "nacre.stage", defaultValue = "source")
  private String stage = "source";

  @Inject
  GraphMojo(ToolchainManager toolchains, BuildContext buildContext) {
    super(toolchains, buildContext);
  }

  @Override
  File sourceDirectory() {
    return sourceDirectory;
  }

  @Override
  String packageName() {
    return "";
  }

  @Override
  Request.Work work() {
    return new Request.Pictures(relative(graphDirectory.toPath()), graphFormat, stage);
  }

  @Override
  void addTo(MavenProject project) {}

  @Override
  void removed(Path file) {}
}
