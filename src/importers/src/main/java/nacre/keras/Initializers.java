package nacre.keras;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nacre.ir.Init;
import nacre.ir.Role;
import nacre.keras.file.Config;
import nacre.keras.file.JsonValue;

/** How parameters start out, by Keras' names for it. */
final class Initializers {
  /** What Keras 1 calls the start of an array. */
  private static final Map<String, String> FORMER = Map.of("kernel", "init", "recurrent_kernel", "inner_init",
      "embeddings", "init", "gamma", "gamma_init", "beta", "beta_init", "depthwise_kernel", "init", "pointwise_kernel",
      "init");

  private Initializers() {}

  /** The start of an array: what the layer says, if Nacre has it too, or what Keras does where nothing is said. */
  static Init of(Config config, String variable, Role role) {
    return of(config, variable).orElse(switch (role) {
      case WEIGHT, OWN -> variable.equals("embeddings") ? new Init.Uniform(-0.05, 0.05) : new Init.GlorotUniform();
      case GAMMA, RUNNING_VARIANCE -> Init.ONES;
      case BIAS, BETA, RUNNING_MEAN, SLOPE -> Init.ZEROS;
    });
  }

  private static Optional<Init> of(Config config, String variable) {
    Optional<JsonValue> said =
        config.first(variable + "_initializer", FORMER.getOrDefault(variable, variable + "_init"));
    Optional<Config> settings = said.filter(JsonValue::isObject).map(JsonValue::object)
        .filter(object -> object.has("config")).map(object -> object.value("config")).filter(JsonValue::isObject)
        .map(JsonValue::object);
    return said.flatMap(Values::className)
        .flatMap(name -> named(name.replace("_", "").toLowerCase(Locale.ROOT), new Numbers(settings)));
  }

  /** Settings of an initializer; what is no number counts as not said. */
  private record Numbers(Optional<Config> settings) {
    double of(String name, double fallback) {
      return settings.flatMap(config -> config.optional(name)).filter(JsonValue::isNumber).map(JsonValue::real)
          .orElse(fallback);
    }

    String word(String name) {
      return settings.flatMap(config -> config.optional(name)).filter(JsonValue::isText).map(JsonValue::text)
          .orElse("");
    }
  }

  private static Optional<Init> named(String name, Numbers settings) {
    return switch (name) {
      case "zeros", "zero" -> Optional.of(Init.ZEROS);
      case "ones", "one" -> Optional.of(Init.ONES);
      case "constant" -> Optional.of(new Init.Constant(settings.of("value", 0)));
      case "glorotuniform" -> Optional.of(new Init.GlorotUniform());
      case "glorotnormal" -> Optional.of(new Init.GlorotNormal());
      case "heuniform" -> Optional.of(new Init.HeUniform());
      case "henormal" -> Optional.of(new Init.HeNormal());
      case "randomnormal", "truncatednormal", "normal" -> positive(settings.of("stddev", 0.05))
          .map(Init.Normal::new);
      case "randomuniform", "uniform" ->
          uniform(settings.of("minval", -0.05), settings.of("maxval", 0.05));
      case "variancescaling" -> scaled(settings);
      default -> Optional.empty();
    };
  }

  private static Optional<Double> positive(double deviation) {
    return deviation > 0 && Double.isFinite(deviation) ? Optional.of(deviation) : Optional.empty();
  }

  private static Optional<Init> uniform(double low, double high) {
    return low < high && Double.isFinite(low) && Double.isFinite(high) ? Optional.of(new Init.Uniform(low, high))
        : Optional.empty();
  }

  /** Keras 2 writes Glorot's and He's starts as what they have in common. */
  private static Optional<Init> scaled(Numbers settings) {
    boolean uniform = settings.word("distribution").equals("uniform");
    String key = settings.word("mode") + " " + settings.of("scale", 1);
    return switch (key) {
      case "fan_avg 1.0" -> Optional.of(uniform ? new Init.GlorotUniform() : new Init.GlorotNormal());
      case "fan_in 2.0" -> Optional.of(uniform ? new Init.HeUniform() : new Init.HeNormal());
      default -> Optional.empty();
    };
  }
}
