package nacre.ir.op;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

import nacre.ir.Attr;
import nacre.ir.Init;
import nacre.ir.TypeError;

/** The initialisers that a text may name. */
public final class Initializers {
  /** Their names, in the order of the documentation. */
  public static final List<String> NAMES = List.of("zeros", "ones", "constant", "normal", "uniform", "he_uniform",
      "he_normal", "glorot_uniform", "glorot_normal");

  private Initializers() {}

  /** The initialiser that {@code attr} names, a bare name or a call such as {@code normal(0.02)}. */
  public static Init of(Attr attr) {
    return switch (attr) {
      case Attr.Word(String word) -> named(word, List.of()).orElseThrow(() -> unknown(attr));
      case Attr.Made made when made.named().isEmpty() ->
          named(made.name(), made.positional().stream().map(Initializers::number).toList())
              .orElseThrow(() -> unknown(attr));
      default -> throw unknown(attr);
    };
  }

  /** How a text says an initialiser: what {@link #of} reads. */
  public static Attr attr(Init init) {
    return switch (init) {
      case Init.Constant _ when init.equals(Init.ZEROS) -> new Attr.Word("zeros");
      case Init.Constant _ when init.equals(Init.ONES) -> new Attr.Word("ones");
      case Init.Constant(double value) -> made("constant", value);
      case Init.Normal(double deviation) -> made("normal", deviation);
      case Init.Uniform(double low, double high) -> made("uniform", low, high);
      case Init.HeUniform _ -> new Attr.Word("he_uniform");
      case Init.HeNormal _ -> new Attr.Word("he_normal");
      case Init.GlorotUniform _ -> new Attr.Word("glorot_uniform");
      case Init.GlorotNormal _ -> new Attr.Word("glorot_normal");
    };
  }

  private static Attr made(String name, double... arguments) {
    return new Attr.Made(name, Arrays.stream(arguments).mapToObj(Attr::of).toList(), new LinkedHashMap<>());
  }

  private static Optional<Init> named(String name, List<Double> arguments) {
    return Optional.ofNullable(switch (name + "/" + arguments.size()) {
      case "zeros/0" -> Init.ZEROS;
      case "ones/0" -> Init.ONES;
      case "constant/1" -> new Init.Constant(arguments.getFirst());
      case "normal/0" -> new Init.Normal(0.05);
      case "normal/1" -> new Init.Normal(arguments.getFirst());
      case "uniform/2" -> new Init.Uniform(arguments.getFirst(), arguments.get(1));
      case "he_uniform/0" -> new Init.HeUniform();
      case "he_normal/0" -> new Init.HeNormal();
      case "glorot_uniform/0" -> new Init.GlorotUniform();
      case "glorot_normal/0" -> new Init.GlorotNormal();
      default -> null;
    });
  }

  private static double number(Attr attr) {
    return switch (attr) {
      case Attr.Int(long value) -> value;
      case Attr.Real(double value) -> value;
      default -> throw unknown(attr);
    };
  }

  private static TypeError unknown(Attr attr) {
    return TypeError.at("init",
        "found " + attr + ", required an initialiser: zeros, ones, constant(v), normal(deviation), "
            + "uniform(low, high), he_uniform, he_normal, glorot_uniform, glorot_normal");
  }
}
