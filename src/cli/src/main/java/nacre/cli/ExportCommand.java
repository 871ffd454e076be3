package nacre.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import nacre.driver.Export;
import nacre.driver.LoadedModel;
import nacre.weights.Seeding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nacre export}: writes a model for other runtimes. */
@Command(name = "export", mixinStandardHelpOptions = true,
    description = "Writes a model with its weights as ONNX, which other runtimes take. Read back it is the same graph.")
final class ExportCommand implements Callable<Integer> {
  /** Where on its way through the compiler a model is written. */
  enum Stage {
    SOURCE, OPTIMISED
  }

  @Parameters(paramLabel = "MODEL", description = ModelOptions.MODEL)
  private Path file = Path.of("");

  @Option(names = {"-o", "--output"}, paramLabel = "FILE", required = true,
      description = "an .onnx file; from 2 GB of weights on, these go into a file .onnx.data beside it")
  private Path output = Path.of("");

  @Option(names = "--stage", paramLabel = "source|optimised", defaultValue = "source",
      description = "the model as it is written, or behind the passes (default: ${DEFAULT-VALUE})")
  private Stage stage = Stage.SOURCE;

  @Option(names = "--seed", paramLabel = "SEED", converter = WholeNumber.class, defaultValue = "1",
      description = "of the parameters, where the model binds no weights (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Mixin
  private ModelOptions options = new ModelOptions();

  @Mixin
  private PassFlags passes = new PassFlags();

  private final Console console;

  ExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    LoadedModel model = new Loading(console).one(file, options.load());
    Seeding seeding = new Seeding(seed, Seeding.Scheme.INITIAL);
    try (Progress progress = new Progress(console)) {
      progress.step("exporting " + model.graph().name());
      Export export = switch (stage) {
        case SOURCE -> Export.source(model, seeding);
        case OPTIMISED -> Export.optimised(model, seeding, passes.pipeline(), passes.options(console));
      };
      List<Path> written = export.write(output);
      console.note(export.parameters().origin());
      export.concerns(output).forEach(concern -> console.note("nacre: warning: " + concern));
      written.forEach(path -> console.note("wrote " + path));
    }
    return ExitCode.FINE;
  }
}
