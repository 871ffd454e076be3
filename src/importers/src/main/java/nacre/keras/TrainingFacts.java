package nacre.keras;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.Training;
import nacre.keras.file.Config;
import nacre.keras.file.JsonValue;

/** What a model says of its training, in the words of Nacre's texts. */
final class TrainingFacts {
  /** Names of Keras for losses that texts have under another. */
  private static final Map<String, String> ALIASES = Map.ofEntries(
      Map.entry("mape", "mean_absolute_percentage_error"), Map.entry("msle", "mean_squared_logarithmic_error"),
      Map.entry("huber_loss", "huber"), Map.entry("logcosh", "log_cosh"), Map.entry("kld", "kl_divergence"),
      Map.entry("kldivergence", "kl_divergence"), Map.entry("kullback_leibler_divergence", "kl_divergence"),
      Map.entry("cosine", "cosine_similarity"), Map.entry("cosine_proximity", "cosine_similarity"),
      Map.entry("binary_focal_crossentropy", "focal"), Map.entry("categorical_focal_crossentropy", "focal"));
  private static final String CUSTOM = "custom";

  private final SequencedMap<String, Attr> facts = new LinkedHashMap<>(Map.of());

  private TrainingFacts() {}

  /**
   * Reads a training config of any Keras.
   *
   * @param layers  the layers that make the outputs
   * @param outputs what the graph calls these
   */
  static Training of(Config training, List<String> layers, List<String> outputs) {
    TrainingFacts facts = new TrainingFacts();
    training.optional("loss").ifPresent(loss -> facts.losses(loss, layers, outputs));
    training.optional("loss_weights").ifPresent(weights -> facts.weights(weights, layers, outputs));
    training.first("from_logits").filter(JsonValue::isFlag)
        .ifPresent(said -> facts.facts.put("from_logits", Attr.of(said.flag())));
    training.first("batch_size", "batch").filter(JsonValue::isNumber).map(JsonValue::whole).filter(n -> n > 0)
        .ifPresent(batch -> facts.facts.put("batch", Attr.of(batch)));
    training.first("epochs", "nb_epoch").filter(JsonValue::isNumber).map(JsonValue::whole).filter(n -> n > 0)
        .ifPresent(epochs -> facts.facts.put("epochs", Attr.of(epochs)));
    training.first("optimizer_config", "optimizer").ifPresent(facts::optimizer);
    return new Training(facts.facts);
  }

  /** One for all outputs, one for each in order, or by their names. */
  private void losses(JsonValue loss, List<String> layers, List<String> outputs) {
    if (Values.isList(loss)) {
      List<JsonValue> each = Values.items(loss);
      for (int i = 0; i < Math.min(each.size(), outputs.size()); i++) {
        loss(outputs.size() == 1 ? "" : outputs.get(i) + ".", each.get(i));
      }
    } else if (loss.isObject() && !loss.object().has("class_name")) {
      Config byName = loss.object();
      for (int i = 0; i < outputs.size(); i++) {
        String prefix = outputs.get(i) + ".";
        byName.optional(layers.get(i)).ifPresent(own -> loss(prefix, own));
      }
    } else {
      loss("", loss);
    }
  }

  private void loss(String prefix, JsonValue loss) {
    Values.className(loss).ifPresent(name -> {
      Optional<Config> settings = config(loss);
      boolean wraps = name.equals("function") || name.equals("LossFunctionWrapper");
      Optional<String> meant = wraps ? settings.flatMap(config -> config.first("fn", "name"))
          .filter(JsonValue::isText).map(JsonValue::text)
          .or(() -> Optional.of(loss.object()).flatMap(own -> own.optional("config")).filter(JsonValue::isText)
              .map(JsonValue::text))
          : Optional.of(name);
      facts.put(prefix + "loss", new Attr.Word(meant.map(TrainingFacts::known).orElse(CUSTOM)));
      settings.flatMap(config -> config.optional("from_logits")).filter(JsonValue::isFlag)
          .ifPresent(said -> facts.put(prefix + "from_logits", Attr.of(said.flag())));
    });
  }

  /** The word of Nacre's texts for a loss: {@code custom} for one that has none. */
  private static String known(String name) {
    String word = name.contains(">") ? CUSTOM : word(name);
    String usual = ALIASES.getOrDefault(word, word);
    return Training.LOSSES.contains(usual) ? usual : CUSTOM;
  }

  private void weights(JsonValue weights, List<String> layers, List<String> outputs) {
    if (Values.isList(weights)) {
      List<JsonValue> each = Values.items(weights);
      for (int i = 0; i < Math.min(each.size(), outputs.size()); i++) {
        weight(outputs.get(i), each.get(i));
      }
    } else if (weights.isObject()) {
      for (int i = 0; i < outputs.size(); i++) {
        String output = outputs.get(i);
        weights.object().optional(layers.get(i)).ifPresent(own -> weight(output, own));
      }
    }
  }

  private void weight(String output, JsonValue weight) {
    if (weight.isNumber() && Double.isFinite(weight.real())) {
      facts.put(output + ".weight", Attr.of(Settings.shortest(weight.real())));
    }
  }

  private static Optional<Config> config(JsonValue object) {
    return Optional.of(object).filter(JsonValue::isObject).flatMap(value -> value.object().optional("config"))
        .filter(JsonValue::isObject).map(JsonValue::object);
  }

  /** {@code sgd(0.1, momentum=0.9)}; a rate that follows a schedule is none. */
  private void optimizer(JsonValue optimizer) {
    Optional<Config> said = config(optimizer)
        .or(() -> Optional.of(optimizer).filter(JsonValue::isObject).map(JsonValue::object));
    Optional<String> name = Values.className(optimizer)
        .or(() -> said.flatMap(own -> own.optional("name")).filter(JsonValue::isText).map(JsonValue::text));
    name.map(own -> own.substring(own.lastIndexOf('>') + 1).toLowerCase(Locale.ROOT)).filter(Dim.Symbol::isName)
        .ifPresent(word -> {
          List<Attr> rate = said.flatMap(config -> number(config, "learning_rate", "lr")).stream().toList();
          SequencedMap<String, Attr> named = new LinkedHashMap<>(Map.of());
          said.flatMap(config -> number(config, "momentum")).ifPresent(momentum -> named.put("momentum", momentum));
          facts.put("optimizer",
              rate.isEmpty() && named.isEmpty() ? new Attr.Word(word) : new Attr.Made(word, rate, named));
        });
  }

  private static Optional<Attr> number(Config config, String... names) {
    return config.first(names).filter(JsonValue::isNumber).map(JsonValue::real).filter(Double::isFinite)
        .map(value -> Attr.of(Settings.shortest(value)));
  }

  /** {@code SparseCategoricalCrossentropy} is {@code sparse_categorical_crossentropy}. */
  private static String word(String name) {
    String plain = name.substring(Math.max(name.lastIndexOf('>'), name.lastIndexOf('.')) + 1);
    return plain.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
