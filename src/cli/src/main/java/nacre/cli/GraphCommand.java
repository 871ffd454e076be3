package nacre.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import nacre.driver.LintRequest;
import nacre.driver.LintSession;
import nacre.driver.Linted;
import nacre.driver.LoadedModel;
import nacre.driver.OutputFiles;
import nacre.picture.GraphPicture;
import nacre.picture.PictureOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nacre graph}: draws a model. */
@Command(name = "graph", mixinStandardHelpOptions = true,
    description = "Draws a model as .svg, .png or .dot: blocks, shapes, what is folded and fused, and findings.")
final class GraphCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = ModelOptions.MODEL)
  private Path file = Path.of("");

  @Option(names = {"-o", "--output"}, paramLabel = "FILE", required = true,
      description = "the picture; its name ends in .svg, .png or .dot")
  private Path output = Path.of("");

  @Option(names = "--stage", paramLabel = "source|optimised", defaultValue = "source",
      description = "the graph as written, or as it is compiled (default: ${DEFAULT-VALUE})")
  private PictureOptions.Stage stage = PictureOptions.Stage.SOURCE;

  @Option(names = "--alike", paramLabel = "once|each", defaultValue = "once",
      description = "neighbouring blocks that are the same are drawn once, or each (default: ${DEFAULT-VALUE})")
  private PictureOptions.Alike alike = PictureOptions.Alike.ONCE;

  @Option(names = "--depth", paramLabel = "LEVELS",
      description = "open this many levels of blocks (default: as many as can be read)")
  private Optional<Integer> depth = Optional.empty();

  @Mixin
  private ModelOptions options = new ModelOptions();

  private final Console console;

  GraphCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (depth.filter(levels -> levels < 0).isPresent()) {
      throw new MisuseException("--depth " + depth.get() + ": required 0 or more");
    }
    GraphPicture.Format format = GraphPicture.Format.of(output.toString()).orElseThrow(
        () -> new MisuseException("--output " + output + ": pictures are written as .svg, .png or .dot"));
    LoadedModel model = new Loading(console).one(file, options.load());
    Linted linted = new LintSession(LintRequest.USUAL).lint(model.file());
    if (!linted.settings().isEmpty()) {
      linted.settings().forEach(file -> new Said(console).print(file.diagnostics(), file.sources()));
      return ExitCode.FINDINGS;
    }
    try (Progress progress = new Progress(console)) {
      progress.step("drawing " + model.graph().name());
      PictureOptions picture = new PictureOptions(stage, alike, depth);
      OutputFiles.write(output, GraphPicture.draw(model, linted.reports(), picture, format));
    }
    console.note("wrote " + output);
    return ExitCode.FINE;
  }
}
