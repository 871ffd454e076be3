package nacre.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import nacre.driver.LoadedModel;
import nacre.driver.Verification;
import nacre.passes.PassOptions;
import nacre.passes.Pipeline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nacre verify}: the reference against the optimised graph and against emitted code on every provider. */
@Command(name = "verify", mixinStandardHelpOptions = true,
    description = "Compares every surviving value: float64 reference, optimised graph, emitted code on every provider.")
final class VerifyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = ModelOptions.MODEL)
  private Path file = Path.of("");

  @Option(names = "--batch", paramLabel = "N", converter = Count.class, defaultValue = "1",
      description = "images per run (default: ${DEFAULT-VALUE})")
  private int batch = 1;

  @Option(names = "--seed", paramLabel = "SEED", converter = WholeNumber.class, defaultValue = "1",
      description = "of inputs and parameters (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(names = "--tolerance", paramLabel = "T", converter = Tolerance.class,
      description = "the most that max|a-b| / max|reference| may be; 1e-4, or 1e-5 under 10 layers, where nothing is said")
  private Optional<Double> tolerance = Optional.empty();

  @Mixin
  private ModelOptions options = new ModelOptions();

  @Mixin
  private PassFlags passes = new PassFlags();

  private final Console console;

  VerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Pipeline pipeline = passes.pipeline();
    PassOptions passOptions = passes.options(console);
    int code = ExitCode.FINE;
    for (LoadedModel model : new Loading(console).all(file, options.load())) {
      code = Math.max(code, verify(model, pipeline, passOptions));
    }
    return code;
  }

  private int verify(LoadedModel model, Pipeline pipeline, PassOptions passOptions) throws IOException {
    try (Progress progress = new Progress(console)) {
      Verification verification = new Verification(model, pipeline, passOptions, batch, seed);
      double limit = tolerance.orElse(verification.layers() < 10 ? 1e-5 : 1e-4);
      List<Verification.Line> lines = verification.run(progress::step);
      progress.clear();
      Table table = new Table("compared with the reference", ">values", ">worst error", "at", "verdict");
      for (Verification.Line line : lines) {
        table.row(line.what(), String.valueOf(line.values()), String.format(Locale.ROOT, "%.2e", line.worst()),
            line.where(),
            verdict(line, limit));
      }
      console
          .line("model " + model.graph().name() + (verification.hasBatch() ? ", batch " + batch : "") + ", seed " + seed
              + String.format(Locale.ROOT, "; limit %.0e of max|a-b| / max|reference| per value", limit));
      table.print(console);
      return lines.stream().allMatch(line -> isFine(line, limit)) ? ExitCode.FINE : ExitCode.FINDINGS;
    }
  }

  private static boolean isFine(Verification.Line line, double limit) {
    return line.worst() <= limit;
  }

  private static String verdict(Verification.Line line, double limit) {
    if (!isFine(line, limit)) {
      return "too far";
    }
    return line.elements() == 0 ? "ok: every value is empty" : "ok";
  }
}
