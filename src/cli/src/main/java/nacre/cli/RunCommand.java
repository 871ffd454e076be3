package nacre.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import nacre.driver.Compilation;
import nacre.driver.Compiler;
import nacre.driver.LintRequest;
import nacre.driver.LintSession;
import nacre.driver.Linted;
import nacre.driver.LoadedModel;
import nacre.ir.Tensor;
import nacre.passes.PassOptions;
import nacre.passes.Pipeline;
import nacre.passes.Remark;
import nacre.source.Diagnostic;
import nacre.weights.Seeding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nacre run}: compiles a model in memory, runs it on pictures or arrays, and says what came out. */
@Command(name = "run", mixinStandardHelpOptions = true,
    description = "Compiles a model and runs it on pictures or arrays.")
final class RunCommand implements Callable<Integer> {
  private static final int MOST_FOLDS = 12;

  @Parameters(paramLabel = "MODEL", description = ModelOptions.MODEL)
  private Path file = Path.of("");

  @Option(names = "--input", paramLabel = "[NAME=]FILE",
      description = "a PNG or JPEG picture, .npy, or .npz with one array per input")
  private List<String> inputs = List.of();

  @Option(names = "--output", paramLabel = "[NAME=]FILE",
      description = "where an output goes, as .npy; or .npz for all that are given it")
  private List<String> outputs = List.of();

  @Option(names = "--random", paramLabel = "SEED", converter = WholeNumber.class,
      description = "draw inputs that are not given")
  private Optional<Long> random = Optional.empty();

  @Option(names = "--seed", paramLabel = "SEED", converter = WholeNumber.class, defaultValue = "1",
      description = "of the parameters, where the model binds no weights (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Mixin
  private ModelOptions options = new ModelOptions();

  @Mixin
  private PassFlags passes = new PassFlags();

  private final Console console;

  RunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Pipeline pipeline = passes.pipeline();
    PassOptions passOptions = passes.options(console);
    Loading loading = new Loading(console);
    LoadedModel open = loading.one(file, options.load());
    try (Progress progress = new Progress(console)) {
      OutputTargets targets = OutputTargets.parse(open.graph(), outputs);
      InputFiles files = new InputFiles(open.graph(), inputs, random);
      SequencedMap<String, Tensor> given = files.read();
      files.requireAll(given);
      Map<String, Long> sizes = Compiler.sizes(open, given);
      LoadedModel model = sizes.isEmpty() ? open : loading.one(file, options.with(sizes));
      progress.step("compiling");
      Compilation compilation = Compiler.compile(model, pipeline, passOptions,
          new Seeding(seed, Seeding.Scheme.INITIAL));
      compilation.requireRoom(given);
      progress.step("running");
      SequencedMap<String, Tensor> results = compilation.emitted()
          .run(new InputFiles(model.graph(), inputs, random).complete(given));
      progress.clear();
      for (var output : model.graph().outputs()) {
        new Answer(console).print(output, Objects.requireNonNull(results.get(output.name())));
      }
      targets.write(results);
      say(model, compilation);
    }
    return ExitCode.FINE;
  }

  /** What is known of the network itself: findings, folds, and where the numbers come from. */
  private void say(LoadedModel model, Compilation compilation) {
    Linted linted = new LintSession(LintRequest.USUAL).lint(model.file());
    List<Diagnostic> findings = Stream.concat(
        linted.settings().stream().flatMap(settings -> settings.diagnostics().stream()),
        linted.diagnostics().stream()).toList();
    console.line("");
    console.line("findings: " + Said.tally(findings, linted.hidden()));
    findings.forEach(finding -> console.line("  " + finding.span().map(span -> span + ": ").orElse("")
        + finding.severity().word() + " [" + finding.id() + "]: " + finding.message()));
    if (!compilation.optimized().tallies().isEmpty()) {
      console.line(String.join("; ", compilation.optimized().tallies()));
    }
    List<Remark> norms = compilation.optimized().remarks().stream()
        .filter(remark -> remark.noun().equals("batch norm")).toList();
    norms.stream().limit(MOST_FOLDS).forEach(remark -> console.line("  " + remark.text()));
    if (norms.size() > MOST_FOLDS) {
      console.line("  ... and " + (norms.size() - MOST_FOLDS) + " more; `nacre compile --remarks` says all");
    }
    console.line(compilation.parameters().origin());
  }
}
