package nacre.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javax.inject.Inject;
import nacre.front.Request;
import org.apache.maven.model.Resource;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.ToolchainManager;
import org.codehaus.plexus.build.BuildContext;

/** Compiles models that only tests use. */
@Mojo(name = "test-compile", defaultPhase = LifecyclePhase.GENERATE_TEST_SOURCES, threadSafe = true)
public final class TestCompileMojo extends AbstractCompileMojo {
  /** Where models are. */
  @Parameter(property = "nacre.testSourceDirectory", defaultValue = "${project.basedir}/src/test/nacre")
  private File sourceDirectory;

  /** Where generated Java goes. */
  @Parameter(property = "nacre.testClassDirectory",
      defaultValue = "${project.build.directory}/generated-test-sources/nacre-models")
  private File outputDirectory;

  /** Where weights go. */
  @Parameter(property = "nacre.testWeightsDirectory",
      defaultValue = "${project.build.directory}/generated-test-resources/nacre-models")
  private File resourceDirectory;

  @Parameter(defaultValue = "${project.build.testOutputDirectory}", readonly = true, required = true)
  private File classes;

  @Inject
  TestCompileMojo(ToolchainManager toolchains, BuildContext buildContext) {
    super(toolchains, buildContext);
  }

  @Override
  File sourceDirectory() {
    return sourceDirectory;
  }

  @Override
  Request.Roots roots() {
    return new Request.Roots(outputDirectory.toPath(), resourceDirectory.toPath());
  }

  @Override
  Optional<Request.Roots> testRoots() {
    return Optional.empty();
  }

  @Override
  ReleaseCheck.Classes classes() {
    return ReleaseCheck.Classes.TEST;
  }

  @Override
  Path builtResources() {
    return classes.toPath();
  }

  @Override
  void addSourceRoot(MavenProject project, Path root) {
    project.addTestCompileSourceRoot(root.toString());
  }

  @Override
  void addResource(MavenProject project, Resource resource) {
    addOnce(project.getTestResources(), project::addTestResource, resource);
  }
}
