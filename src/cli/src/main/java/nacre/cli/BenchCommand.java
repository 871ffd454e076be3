package nacre.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import nacre.driver.Benchmark;
import nacre.driver.Compilation;
import nacre.driver.Compiler;
import nacre.driver.LoadedModel;
import nacre.passes.PassOptions;
import nacre.passes.Pipeline;
import nacre.weights.Seeding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nacre bench}: how long one run takes, and how near that is to what the machine could do. */
@Command(name = "bench", mixinStandardHelpOptions = true,
    description = "Times a model: milliseconds per image, GFLOP/s, and the share of the FMA peak measured in between.")
final class BenchCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = ModelOptions.MODEL)
  private Path file = Path.of("");

  @Option(names = "--threads", paramLabel = "N", converter = Count.class, defaultValue = "1",
      description = "threads to compute on (default: ${DEFAULT-VALUE})")
  private int threads = 1;

  @Option(names = "--batch", paramLabel = "N", converter = Count.class, defaultValue = "1",
      description = "images per run (default: ${DEFAULT-VALUE})")
  private int batch = 1;

  @Option(names = "--seconds", paramLabel = "S", converter = Count.class, defaultValue = "10",
      description = "how long to measure (default: ${DEFAULT-VALUE})")
  private int seconds = 10;

  @Mixin
  private ModelOptions options = new ModelOptions();

  @Mixin
  private PassFlags passes = new PassFlags();

  private final Console console;

  BenchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Pipeline pipeline = passes.pipeline();
    PassOptions passOptions = passes.options(console);
    LoadedModel model = new Loading(console).one(file, options.load());
    Compilation compilation = Compiler.compile(model, pipeline, passOptions, new Seeding(1, Seeding.Scheme.VARIED));
    Benchmark.Result result = Benchmark.run(compilation, threads, batch, seconds);
    console
        .line(String.format(Locale.ROOT, "%s, batch %d, %d thread%s, %s kernels", model.graph().name(), batch, threads,
            threads == 1 ? "" : "s", result.provider()));
    console.line(
        String.format(Locale.ROOT, "first run       %10.2f ms after a load of %.2f ms (cold)", result.firstMillis(),
            result.loadMillis()));
    console.line(String.format(Locale.ROOT, "per image       %10.3f ms, the median of %d runs (best %.3f, worst %.3f)",
        result.medianMillis() / batch, result.runs(), result.bestMillis() / batch, result.worstMillis() / batch));
    console.line(String.format(Locale.ROOT, "arithmetic      %10.1f GFLOP/s (2 x %.3f G multiply-adds per image)",
        result.gigaflops(), result.macsPerImage() / 1e9));
    console.line(String.format(Locale.ROOT, "share of peak   %10.1f %% of %d x %.1f GFLOP/s, measured between the runs",
        100 * result.shareOfPeak(), threads, result.peakGigaflops()));
    console
        .line(String.format(Locale.ROOT, "allocation      %10d bytes per run after the first", result.bytesPerRun()));
    return ExitCode.FINE;
  }
}
