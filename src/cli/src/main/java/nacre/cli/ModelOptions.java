package nacre.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nacre.source.InputException;
import nacre.syntax.resolve.ResolveOptions;
import picocli.CommandLine.Option;

/** What may be said about a model from outside its text. */
final class ModelOptions {
  @Option(names = "--model", paramLabel = "NAME", description = "which model of the file, if it has several")
  private Optional<String> model = Optional.empty();

  @Option(names = "--set", paramLabel = "NAME=VALUE",
      description = "a parameter of the model, in the words of the language")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--dim", paramLabel = "NAME=SIZE", description = "a number for a symbolic dim, such as H=224")
  private Map<String, Long> dims = new LinkedHashMap<>();

  ResolveOptions load() {
    dims.forEach((name, size) -> {
      if (size < 0 || size > Integer.MAX_VALUE) {
        throw new InputException("--dim " + name + "=" + size + ": required a size from 0 to " + Integer.MAX_VALUE);
      }
    });
    return new ResolveOptions(model, settings, dims);
  }
}
