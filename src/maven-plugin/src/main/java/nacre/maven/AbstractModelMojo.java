package nacre.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nacre.front.Jdk;
import nacre.front.JdkFinder;
import nacre.front.ModelBuild;
import nacre.front.NoJdkException;
import nacre.front.Request;
import nacre.front.WorkerException;
import nacre.front.WorkerProcess;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.codehaus.plexus.build.BuildContext;
import org.jspecify.annotations.Nullable;

/** What all goals have in common: which models, how they are linted, what runs the compiler. */
abstract class AbstractModelMojo extends AbstractMojo {
  private static final List<String> REPORT_FORMATS = List.of("sarif", "json", "github");

  /**
   * Which files below the source directory are models, as Ant patterns. Add <code>**&#47;*.json</code> for models of Keras
   * in JSON. Of <code>.h5</code>, <code>.hdf5</code>, <code>.json</code> and <code>.prototxt</code> files, those that hold no
   * model but weights, labels or something else are passed over.
   */
  @Parameter(property = "nacre.includes",
      defaultValue = "**/*.nacre,**/*.onnx,**/*.h5,**/*.hdf5,**/*.keras,**/*.prototxt")
  private List<String> includes = List.of();

  /** Which of these are not, as Ant patterns. */
  @Parameter(property = "nacre.excludes")
  private List<String> excludes = List.of();

  /** Does nothing. */
  @Parameter(property = "nacre.skip", defaultValue = "false")
  private boolean skip;

  /** Rules that run although they are off, by id; <code>all</code> for every rule. */
  @Parameter(property = "nacre.select")
  private List<String> select = List.of();

  /** Rules that do not run, by id; <code>all</code> for every rule. */
  @Parameter(property = "nacre.ignore")
  private List<String> ignore = List.of();

  /** Severities of rules, by id: <code>error</code>, <code>warning</code>, <code>info</code> or <code>style</code>. */
  @Parameter
  private Map<String, String> severity = Map.of();

  /** The nacre.toml for all models. Otherwise the nearest one is taken, from the folder of each model upward. */
  @Parameter(property = "nacre.settingsFile")
  private @Nullable File settingsFile;

  /** Whether errors fail the build. If they do not, models with errors keep the classes that they had. */
  @Parameter(property = "nacre.failOnError", defaultValue = "true")
  private boolean failOnError;

  /** Whether warnings fail the build. */
  @Parameter(property = "nacre.failOnWarning", defaultValue = "false")
  private boolean failOnWarning;

  /**
   * A file for all findings of this goal; each goal and execution needs one of its own. In the format <code>github</code> they are printed where no file is
   * set.
   */
  @Parameter(property = "nacre.reportFile")
  private @Nullable File reportFile;

  /** The format of that file: <code>sarif</code> (SARIF 2.1.0), <code>json</code> or <code>github</code>. */
  @Parameter(property = "nacre.reportFormat", defaultValue = "sarif")
  private String reportFormat = "sarif";

  /** Whether models that are up to date are left alone. */
  @Parameter(property = "nacre.incremental", defaultValue = "true")
  private boolean incremental;

  /** The home of a JDK 25 or newer that runs the compiler. Otherwise one is looked for. */
  @Parameter(property = "nacre.jdkHome")
  private @Nullable File jdkHome;

  /** Where JDKs are looked for, each in a folder of its own below one of these. Otherwise where installers put them. */
  @Parameter(property = "nacre.jdkFolders")
  private List<File> jdkFolders = List.of();

  /** Arguments for the Java that runs the compiler, for instance <code>-Xmx8g</code>. */
  @Parameter(property = "nacre.jvmArgs")
  private List<String> jvmArgs = List.of();

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  private final ToolchainManager toolchains;
  private final BuildContext buildContext;

  AbstractModelMojo(ToolchainManager toolchains, BuildContext buildContext) {
    this.toolchains = toolchains;
    this.buildContext = buildContext;
  }

  /** Where models are. */
  abstract File sourceDirectory();

  /** The package of classes of models right in the source directory. */
  abstract String packageName();

  /** What is made of models. */
  abstract Request.Work work();

  /** Adds to the project what is or would be made, whether anything is stale or not. */
  abstract void addTo(MavenProject project) throws MojoExecutionException;

  /** Hears of files that were there and are not any more. */
  abstract void removed(Path file) throws IOException;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("Skipped: nacre.skip is true");
      return;
    }
    try {
      List<Request.Unit> units = new ModelFiles(base(), sourceDirectory().toPath(), includes, excludes)
          .units(packageName());
      if (units.isEmpty()) {
        getLog().info("No models in " + sourceDirectory());
      }
      if (units.isEmpty() && !Files.exists(state())) {
        return;
      }
      addTo(project);
      finish(build(units));
    } catch (NoJdkException | WorkerException e) {
      throw new MojoExecutionException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new MojoExecutionException("cannot read or write: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MojoExecutionException("interrupted", e);
    }
  }

  private ModelBuild.Result build(List<Request.Unit> units)
      throws IOException, WorkerException, NoJdkException, InterruptedException, MojoExecutionException {
    if (!incremental) {
      Files.deleteIfExists(state());
    }
    Request request = new Request(units, rules(), threshold(), work(), Map.of(), report());
    ModelBuild build = new ModelBuild(base(), state(), PluginVersion.of(execution), others());
    return build.run(request, this::worker, remark -> getLog().info(remark.text()));
  }

  private Optional<Request.Report> report() throws MojoExecutionException {
    if (!REPORT_FORMATS.contains(reportFormat.toLowerCase(Locale.ROOT))) {
      throw new MojoExecutionException("reportFormat: found `" + reportFormat + "`, required one of "
          + String.join(", ", REPORT_FORMATS));
    }
    Optional<Path> file = Optional.ofNullable(reportFile).map(File::toPath)
        .or(() -> Optional.of(annotations()).filter(path -> reportFormat.equalsIgnoreCase("github")));
    Path root = session.getRequest().getMultiModuleProjectDirectory().toPath();
    return file.map(path -> new Request.Report(relative(path), reportFormat, relative(root)));
  }

  /** Where annotations wait to be printed: also those of models that are up to date. */
  private Path annotations() {
    return state().resolveSibling(state().getFileName() + ".annotations");
  }

  /** A workflow reads them from the output, at the beginning of a line, so they do not go through the log. */
  private void annotate() throws IOException {
    if (reportFile == null && Files.exists(annotations()) && reportFormat.equalsIgnoreCase("github")) {
      Files.readAllLines(annotations()).forEach(System.out::println);
    }
  }

  private Request.Rules rules() {
    List<String> severities = new ArrayList<>();
    severity.forEach((rule, level) -> severities.add(rule + "=" + level));
    return new Request.Rules(select, ignore, severities.stream().sorted().toList(),
        Optional.ofNullable(settingsFile).map(File::toPath).map(this::relative));
  }

  private Request.Threshold threshold() {
    if (failOnWarning) {
      return Request.Threshold.WARNING;
    }
    return failOnError ? Request.Threshold.ERROR : Request.Threshold.NEVER;
  }

  private WorkerProcess worker() throws NoJdkException {
    Optional<Path> chosen = Optional.ofNullable(toolchains.getToolchainFromBuildContext("jdk", session))
        .flatMap(AbstractModelMojo::home);
    JdkFinder finder = jdkFolders.isEmpty()
        ? JdkFinder.here()
        : JdkFinder.in(jdkFolders.stream().map(File::toPath).toList());
    Jdk jdk = finder.find(Optional.ofNullable(jdkHome).map(File::toPath), "<jdkHome> (-Dnacre.jdkHome)", chosen);
    return new WorkerProcess(jdk, PluginVersion.classPath(execution), jvmArgs, base(),
        Path.of(project.getBuild().getDirectory(), "nacre-faults"));
  }

  private static Optional<Path> home(Toolchain toolchain) {
    return Optional.ofNullable(toolchain.findTool("java")).map(Path::of).map(Path::getParent).map(Path::getParent);
  }

  final MavenSession session() {
    return session;
  }

  /** Paths below the project are said from its folder on: a copy of the project must not mean files of the other. */
  final Path relative(Path path) {
    return path.startsWith(base()) ? base().relativize(path) : path;
  }

  final Request.Roots relative(Request.Roots roots) {
    return new Request.Roots(relative(roots.sources()), relative(roots.resources()));
  }

  private Path base() {
    return project.getBasedir().toPath();
  }

  private Path state() {
    return state(execution.getGoal(), execution.getExecutionId());
  }

  private Path state(String goal, String id) {
    return Path.of(project.getBuild().getDirectory(), "maven-status", "nacre", goal + "-" + id + ".state");
  }

  /** The states of the project's other executions: by default they all write to the same folders. */
  private List<Path> others() {
    Plugin plugin = project.getPlugin(execution.getPlugin().getKey());
    return Stream.ofNullable(plugin).flatMap(here -> here.getExecutions().stream())
        .flatMap(each -> each.getGoals().stream().map(goal -> state(goal, each.getId())))
        .filter(state -> !state.equals(state())).toList();
  }

  private void finish(ModelBuild.Result result) throws IOException, MojoFailureException {
    FindingsLog log = new FindingsLog(base(), getLog());
    log.print(result.findings());
    annotate();
    new Markers(base(), buildContext, session).show(result);
    for (String file : result.removed()) {
      removed(base().resolve(file));
    }
    if (!result.fine()) {
      throw new MojoFailureException(FindingsLog.failure(result.findings(), threshold()));
    }
    summary(result);
  }

  private void summary(ModelBuild.Result result) {
    if (result.worked().isEmpty() && result.removed().isEmpty()) {
      getLog().info("Nothing to do - all models are up to date");
      return;
    }
    List<String> parts = new ArrayList<>(List.of(counted(result.worked().size(), "model file") + " read"));
    if (!result.written().isEmpty()) {
      parts.add(counted(result.written().size(), "file") + " written");
    }
    if (!result.removed().isEmpty()) {
      parts.add(counted(result.removed().size(), "file") + " removed");
    }
    if (result.findings().isEmpty()) {
      parts.add("no findings");
    }
    getLog().info(String.join(", ", parts));
  }

  private static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
