package nacre.maven;

import java.io.File;
import java.nio.file.Path;
import javax.inject.Inject;
import nacre.front.Request;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.ToolchainManager;
import org.codehaus.plexus.build.BuildContext;

/** Reports what is wrong or wasteful in models, and writes nothing but a report. */
@Mojo(name = "lint", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class LintMojo extends AbstractModelMojo {
  /** Where models are. */
  @Parameter(property = "nacre.sourceDirectory", defaultValue = "${project.basedir}/src/main/nacre")
  private File sourceDirectory;

  @Inject
  LintMojo(ToolchainManager toolchains, BuildContext buildContext) {
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
    return new Request.Lint();
  }

  @Override
  void addTo(MavenProject project) {}

  @Override
  void removed(Path file) {}
}
