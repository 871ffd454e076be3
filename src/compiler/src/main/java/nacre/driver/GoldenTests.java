package nacre.driver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import nacre.codegen.GoldenTestEmitter;
import nacre.codegen.GoldenTestEmitter.Limit;
import nacre.codegen.GoldenTestEmitter.Run;
import nacre.codegen.JavaSource;
import nacre.codegen.Plan;
import nacre.ir.Graph;
import nacre.kernels.weights.SafetensorsWriter;
import nacre.source.InputException;

/**
 * Tests with which a user's build proves an emitted class on the user's machine: a JUnit class {@code NAMEGoldenTest}, which
 * replays the runs in the file {@code NAME.golden.safetensors} beside it.
 */
public final class GoldenTests {
  /** So many multiply-adds of an image take the float64 reference about a fifth of a second. */
  private static final double MOMENT = 2e8;

  private final JavaSource test;
  private final Path golden;
  private final List<SafetensorsWriter.Later> tensors;

  private GoldenTests(JavaSource test, Path golden, List<SafetensorsWriter.Later> tensors) {
    this.test = test;
    this.golden = golden;
    this.tensors = tensors;
  }

  /** Where the golden file and the test of a class are written. */
  public static List<Path> places(Compilation compilation, SourceRoots roots, String packageName) {
    Plan plan = compilation.planned().plan();
    Path test = compilation.source(packageName).path().resolveSibling(GoldenTestEmitter.className(plan) + ".java");
    return List.of(roots.resources().resolve(test.resolveSibling(GoldenTestEmitter.fileName(plan))),
        roots.sources().resolve(test));
  }

  /**
   * Runs the reference, then writes the golden file and the test; files that would not change are left alone. Where the
   * number of images is open, there is a run of one image and one of several.
   *
   * @param roots       those of tests
   * @param packageName that of the model's class
   * @throws InputException if nothing that is drawn would prove the class
   */
  public static List<EmittedFile> write(Compilation compilation, SourceRoots roots, String packageName)
      throws IOException {
    return of(compilation, packageName).write(roots);
  }

  /** Runs the reference; nothing is written yet. */
  static GoldenTests of(Compilation compilation, String packageName) {
    Plan plan = compilation.planned().plan();
    List<GoldenRun> runs = runs(compilation, plan);
    Map<String, Limit> limits = new HashMap<>();
    runs.forEach(run -> run.limits().forEach((name, own) -> limits.merge(name, own.limit(), Limit::or)));
    JavaSource test = GoldenTestEmitter.emit(plan, packageName, runs.stream().map(GoldenRun::run).toList(), limits);
    return new GoldenTests(test, test.path().resolveSibling(GoldenTestEmitter.fileName(plan)),
        runs.stream().flatMap(run -> run.tensors().stream()).toList());
  }

  JavaSource test() {
    return test;
  }

  private List<EmittedFile> write(SourceRoots roots) throws IOException {
    Path file = roots.resources().resolve(golden);
    boolean changed = OutputFiles.write(file, fresh -> SafetensorsWriter.writeLater(fresh, tensors, Map.of()));
    Path java = roots.sources().resolve(test.path());
    return List.of(new EmittedFile(file, changed),
        new EmittedFile(java, OutputFiles.write(java, roots.encoded(test.text()))));
  }

  /** Those runs that prove something: a norm by the statistics of one element, for one, says nothing of one image. */
  private static List<GoldenRun> runs(Compilation compilation, Plan plan) {
    Graph graph = compilation.model().graph();
    boolean slow = multiplyAdds(graph) > MOMENT;
    List<GoldenRun> all = wanted(plan, slow).stream()
        .map(run -> GoldenRun.of(graph, compilation.parameters().values(), run, slow ? 1 : 2)).toList();
    List<GoldenRun> proving = all.stream().filter(run -> run.complaint().isEmpty()).toList();
    if (proving.isEmpty()) {
      throw new InputException("`" + graph.name() + "` has no golden test, as it would prove little: "
          + all.getFirst().complaint().orElseThrow());
    }
    return proving;
  }

  /** For large networks fewer images: a run of the reference takes long. */
  private static List<Run> wanted(Plan plan, boolean slow) {
    if (plan.batch().isEmpty()) {
      return List.of(new Run("one run", 1));
    }
    int several = (int) Math.min(slow ? 2 : 3, plan.batch().get().bound().orElse(Long.MAX_VALUE));
    Run one = new Run("one image", 1);
    return several < 2 ? List.of(one) : List.of(one, new Run(several + " images", several));
  }

  private static double multiplyAdds(Graph graph) {
    Map<String, Long> one = new HashMap<>();
    graph.symbols().bounds().keySet().forEach(symbol -> one.put(symbol, 1L));
    return graph.nodes().stream().mapToDouble(node -> node.op().macs(graph.site(node)).at(one)).sum();
  }
}
