package nacre.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import nacre.ir.Phase;
import nacre.syntax.resolve.ResolveOptions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What may be said about a model from outside its text. */
final class ModelOptions {
  /** What a model of another framework may be. */
  static final String FOREIGN = "a model of ONNX, Keras or Caffe";
  /** What a model may be. */
  static final String MODEL = "a .nacre text, or " + FOREIGN;

  /** A phase in Caffe's words. */
  static final class PhaseWord implements ITypeConverter<Phase> {
    @Override
    public Phase convert(String word) {
      return switch (word.toLowerCase(Locale.ROOT)) {
        case "train" -> Phase.TRAINING;
        case "test" -> Phase.INFERENCE;
        default -> throw new TypeConversionException("found `" + word + "`, required train or test");
      };
    }
  }

  @Option(names = "--model", paramLabel = "NAME", description = "which model of the file, if it has several")
  private Optional<String> model = Optional.empty();

  @Option(names = "--set", paramLabel = "NAME=VALUE", converter = Assignment.Setting.class,
      description = "a parameter of the model, in the words of the language")
  private List<Assignment> settings = List.of();

  @Option(names = "--dim", paramLabel = "NAME=SIZE", converter = Assignment.Sizing.class,
      description = "a number for a symbolic dim, such as H=224")
  private List<Assignment> dims = List.of();

  @Option(names = "--weights", paramLabel = "FILE",
      description = "the file of the weights, in place of the one that the model names or that lies beside it")
  private Optional<Path> weights = Optional.empty();

  @Option(names = "--phase", paramLabel = "train|test", converter = PhaseWord.class, defaultValue = "test",
      description = "which layers of a Caffe model are meant (default: ${DEFAULT-VALUE})")
  private Phase phase = Phase.INFERENCE;

  ResolveOptions load() {
    return with(Map.of());
  }

  /** The same with sizes for symbolic dims that are not said. */
  ResolveOptions with(Map<String, Long> sizes) {
    Map<String, Long> all = new LinkedHashMap<>(sizes);
    all.putAll(map("--dim", dims, Long::valueOf));
    return new ResolveOptions(model, map("--set", settings, value -> value), all, weights, phase);
  }

  private static <T> Map<String, T> map(String option, List<Assignment> all, Function<String, T> reading) {
    Map<String, T> map = new LinkedHashMap<>();
    for (Assignment said : all) {
      if (map.put(said.name(), reading.apply(said.value())) != null) {
        throw new MisuseException("`" + said.name() + "` is given twice by " + option);
      }
    }
    return map;
  }
}
