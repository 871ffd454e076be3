package nacre.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import nacre.driver.LoadedModel;
import nacre.driver.ModelText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nacre import}: a model of another framework as a text and a file of weights. */
@Command(name = "import", mixinStandardHelpOptions = true,
    description = "Writes a model of another framework as a .nacre text, with its weights beside it. What is repeated "
        + "becomes blocks and loops; the text gives the same graph.")
final class ImportCommand implements Callable<Integer> {
  private static final String TEXT = ".nacre";

  @Parameters(paramLabel = "MODEL", description = ModelOptions.FOREIGN)
  private Path file = Path.of("");

  @Option(names = {"-o", "--output"}, paramLabel = "FILE", required = true,
      description = "the .nacre text to write; the weights go into a .safetensors file of the same name")
  private Path text = Path.of("");

  @Mixin
  private ModelOptions options = new ModelOptions();

  private final Console console;

  ImportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    String name = String.valueOf(text.getFileName());
    if (!name.endsWith(TEXT) || name.length() == TEXT.length()) {
      throw new MisuseException("--output " + text + ": required a name that ends in " + TEXT);
    }
    Path weights = text.resolveSibling(name.substring(0, name.length() - TEXT.length()) + ".safetensors");
    LoadedModel model = new Loading(console).one(file, options.load());
    if (!(model.origin() instanceof LoadedModel.Imported(var imported))) {
      throw new MisuseException(file + " is a text already");
    }
    try (Progress progress = new Progress(console)) {
      progress.step("writing " + model.graph().name());
      ModelText made = ModelText.of(model, imported, String.valueOf(weights.getFileName()));
      made.write(text, weights).forEach(path -> console.note("wrote " + path));
    }
    return ExitCode.FINE;
  }
}
