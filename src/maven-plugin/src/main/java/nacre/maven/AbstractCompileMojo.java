package nacre.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import nacre.front.Request;
import org.apache.maven.model.Resource;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.ToolchainManager;
import org.codehaus.plexus.build.BuildContext;
import org.jspecify.annotations.Nullable;

/** What the goals that make classes have in common. */
abstract class AbstractCompileMojo extends AbstractModelMojo {
  /** The package of classes of models right in the source directory; those in its folders are in packages below. */
  @Parameter(property = "nacre.packageName", defaultValue = "")
  private @Nullable String packageName;

  /** The passes to run, with commas between them, instead of the standard ones. */
  @Parameter(property = "nacre.pipeline")
  private @Nullable String pipeline;

  /**
   * Sizes for symbols of inputs, by name: code needs a number for each but the batch's. One holds for all models that have
   * such a symbol.
   */
  @Parameter
  private Map<String, String> dims = Map.of();

  /** The same for the command line, as <code>H=224,W=224</code>; these win. */
  @Parameter(property = "nacre.dims")
  private List<String> dimList = List.of();

  /** The encoding of generated Java. Models are always in UTF-8. */
  @Parameter(property = "nacre.encoding", defaultValue = "${project.build.sourceEncoding}")
  private @Nullable String encoding;

  /** Whether generated folders become source and resource roots of the project. */
  @Parameter(property = "nacre.addCompileSourceRoot", defaultValue = "true")
  private boolean addCompileSourceRoot;

  AbstractCompileMojo(ToolchainManager toolchains, BuildContext buildContext) {
    super(toolchains, buildContext);
  }

  /** Where classes and their weights go. */
  abstract Request.Roots roots();

  /** Where tests of them go, if they are wanted. */
  abstract Optional<Request.Roots> testRoots();

  /** What the classes are built with. */
  abstract ReleaseCheck.Classes classes();

  /** Where the project's build puts the resources of these roots. */
  abstract Path builtResources();

  abstract void addSourceRoot(MavenProject project, Path root);

  abstract void addResource(MavenProject project, Resource resource);

  @Override
  final String packageName() {
    return Optional.ofNullable(packageName).orElse("");
  }

  @Override
  final Request.Work work() {
    return new Request.Classes(relative(roots()), testRoots().map(this::relative), Optional.ofNullable(pipeline),
        sizes(), Optional.ofNullable(encoding).orElse("UTF-8"));
  }

  private List<String> sizes() {
    List<String> sizes = new ArrayList<>();
    dims.forEach((name, size) -> sizes.add(name + "=" + size));
    sizes.sort(Comparator.naturalOrder());
    sizes.addAll(dimList);
    return sizes;
  }

  @Override
  final void addTo(MavenProject project) throws MojoExecutionException {
    ReleaseCheck.require(project, classes(), session().getUserProperties());
    if (addCompileSourceRoot) {
      addSourceRoot(project, roots().sources());
      addResource(project, resource(roots().resources()));
      testRoots().ifPresent(tests -> {
        project.addTestCompileSourceRoot(tests.sources().toString());
        addOnce(project.getTestResources(), project::addTestResource, resource(tests.resources()));
      });
    }
  }

  /** A resource is copied to the classes and never removed there. */
  @Override
  final void removed(Path file) throws IOException {
    if (file.startsWith(roots().resources())) {
      Files.deleteIfExists(builtResources().resolve(roots().resources().relativize(file).toString()));
    }
  }

  private static Resource resource(Path folder) {
    Resource resource = new Resource();
    resource.setDirectory(folder.toString());
    resource.setFiltering(false);
    resource.addInclude("**/*.safetensors"); // and not what an interrupted build leaves of one
    return resource;
  }

  /** Once, although an IDE runs goals again and again on one project. */
  static void addOnce(Iterable<Resource> present, Consumer<Resource> add, Resource resource) {
    for (Resource each : present) {
      if (new File(each.getDirectory()).equals(new File(resource.getDirectory()))) {
        return;
      }
    }
    add.accept(resource);
  }
}
