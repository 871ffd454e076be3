package nacre.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nacre.syntax.resolve.ResolveOptions;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What may be said about a model from outside its text. */
final class ModelOptions {
  @Option(names = "--model", paramLabel = "NAME", description = "which model of the file, if it has several")
  private Optional<String> model = Optional.empty();

  @Option(names = "--set", paramLabel = "NAME=VALUE",
      description = "a parameter of the model, in the words of the language")
  private List<String> settings = List.of();

  @Option(names = "--dim", paramLabel = "NAME=SIZE", description = "a number for a symbolic dim, such as H=224")
  private List<String> dims = List.of();

  ResolveOptions load() {
    return with(Map.of());
  }

  /** The same with more sizes for symbolic dims. */
  ResolveOptions with(Map<String, Long> sizes) {
    Map<String, String> set = new LinkedHashMap<>();
    settings.forEach(said -> put("--set", said, "NAME=VALUE", set));
    Map<String, String> written = new LinkedHashMap<>();
    dims.forEach(said -> put("--dim", said, "NAME=SIZE", written));
    Map<String, Long> all = new LinkedHashMap<>(sizes);
    written.forEach((name, size) -> all.put(name, size("--dim " + name + "=" + size, size)));
    return new ResolveOptions(model, set, all);
  }

  private static void put(String option, String said, String form, Map<String, String> all) {
    int equals = said.indexOf('=');
    if (equals <= 0) {
      throw new MisuseException(option + " " + said + ": required " + form);
    }
    if (all.put(said.substring(0, equals), said.substring(equals + 1)) != null) {
      throw new MisuseException(option + " " + said + ": `" + said.substring(0, equals) + "` is given twice");
    }
  }

  private static long size(String option, String text) {
    try {
      long size = new WholeNumber().convert(text);
      if (size >= 1 && size <= Integer.MAX_VALUE) {
        return size;
      }
    } catch (TypeConversionException e) {
      throw new MisuseException(option + ": " + e.getMessage());
    }
    throw new MisuseException(option + ": required a size from 1 to " + Integer.MAX_VALUE);
  }
}
