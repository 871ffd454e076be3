package nacre.keras;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.Training;
import nacre.keras.file.Config;
import nacre.keras.file.JsonValue;

/** What a model says of its training, in the words of Nacre's texts. */
final class TrainingFacts {
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
    Values.className(loss).map(TrainingFacts::word).filter(Dim.Symbol::isName).ifPresent(name -> {
      Optional<Config> settings = config(loss);
      String word = name.equals("function") || name.equals("loss_function_wrapper")
          ? settings.flatMap(config -> config.first("fn", "name")).filter(JsonValue::isText)
              .map(fn -> word(fn.text())).orElse("custom")
          : name;
      facts.put(prefix + "loss", new Attr.Word(word));
      settings.flatMap(config -> config.optional("from_logits")).filter(JsonValue::isFlag)
          .ifPresent(said -> facts.put(prefix + "from_logits", Attr.of(said.flag())));
    });
  }

  private static Optional<Config> config(JsonValue object) {
    return Optional.of(object).filter(JsonValue::isObject).flatMap(value -> value.object().optional("config"))
        .filter(JsonValue::isObject).map(JsonValue::object);
  }

  private void optimizer(JsonValue optimizer) {
    Optional<String> name = Values.className(optimizer)
        .or(() -> Optional.of(optimizer).filter(JsonValue::isObject).flatMap(own -> own.object().optional("name"))
            .filter(JsonValue::isText).map(JsonValue::text));
    name.map(own -> own.toLowerCase(Locale.ROOT)).filter(Dim.Symbol::isName).ifPresent(word -> {
      OptionalDouble rate = config(optimizer).or(() -> Optional.of(optimizer).filter(JsonValue::isObject)
          .map(JsonValue::object)).flatMap(config -> config.first("learning_rate", "lr"))
          .filter(JsonValue::isNumber).map(JsonValue::real).map(OptionalDouble::of).orElse(OptionalDouble.empty());
      facts.put("optimizer", new Attr.Word(word));
      if (rate.isPresent() && Double.isFinite(rate.getAsDouble())) {
        facts.put("learning_rate", Attr.of(Settings.shortest(rate.getAsDouble())));
      }
    });
  }

  /** {@code SparseCategoricalCrossentropy} is {@code sparse_categorical_crossentropy}. */
  private static String word(String name) {
    String plain = name.substring(Math.max(name.lastIndexOf('>'), name.lastIndexOf('.')) + 1);
    return plain.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
