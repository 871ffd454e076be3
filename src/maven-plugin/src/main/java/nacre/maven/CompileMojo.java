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

/** Compiles models to classes with their weights, which are built with the project's own. */
@Mojo(name = "compile", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class CompileMojo extends AbstractCompileMojo {
  /** Where models are. */
  @Parameter(property = "nacre.sourceDirectory", defaultValue = "${project.basedir}/src/main/nacre")
  private File sourceDirectory;

  /** Where generated Java goes. */
  @Parameter(property = "nacre.outputDirectory", defaultValue = "${project.build.directory}/generated-sources/nacre")
  private File outputDirectory;

  /** Where weights go. */
  @Parameter(property = "nacre.resourceDirectory",
      defaultValue = "${project.build.directory}/generated-resources/nacre")
  private File resourceDirectory;

  /**
   * Whether each class gets a JUnit 5 test: inputs and outputs of Nacre's reference that it must reproduce, so that a build
   * proves the class on the machine where it runs. The project needs junit-jupiter in test scope.
   */
  @Parameter(property = "nacre.generateTests", defaultValue = "false")
  private boolean generateTests;

  /** Where generated tests go. */
  @Parameter(property = "nacre.testOutputDirectory",
      defaultValue = "${project.build.directory}/generated-test-sources/nacre")
  private File testOutputDirectory;

  /** Where the inputs and outputs of generated tests go. */
  @Parameter(property = "nacre.testResourceDirectory",
      defaultValue = "${project.build.directory}/generated-test-resources/nacre")
  private File testResourceDirectory;

  @Parameter(defaultValue = "${project.build.outputDirectory}", readonly = true, required = true)
  private File classes;

  @Inject
  CompileMojo(ToolchainManager toolchains, BuildContext buildContext) {
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
    return generateTests
        ? Optional.of(new Request.Roots(testOutputDirectory.toPath(), testResourceDirectory.toPath()))
        : Optional.empty();
  }

  @Override
  ReleaseCheck.Classes classes() {
    return ReleaseCheck.Classes.MAIN;
  }

  @Override
  Path builtResources() {
    return classes.toPath();
  }

  @Override
  void addSourceRoot(MavenProject project, Path root) {
    project.addCompileSourceRoot(root.toString());
  }

  @Override
  void addResource(MavenProject project, Resource resource) {
    addOnce(project.getResources(), project::addResource, resource);
  }
}
