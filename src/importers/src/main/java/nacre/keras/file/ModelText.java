package nacre.keras.file;

import java.util.List;
import java.util.Optional;
import nacre.importers.InvalidModelException;

/**
 * A model's description as JSON has it: the model itself, and what is said beside it.
 *
 * @param model    with {@code class_name} and {@code config}
 * @param training how it was trained
 */
record ModelText(Config model, Optional<Config> training, Optional<String> version, Optional<String> backend) {
  /** Where files say how a model was trained: of Keras 2, of Keras 3, and by hand. */
  private static final List<String> TRAINING = List.of("training_config", "compile_config", "training");

  /** @throws InvalidModelException if it is no model of Keras */
  static ModelText of(JsonValue root) {
    JsonValue said = unwrapped(root);
    if (!said.isObject()) {
      throw new InvalidModelException("this is no Keras model: " + said.problem("an object").text());
    }
    Config outer = said.object();
    Config model = outer.has("model_config") ? modelConfig(outer.value("model_config")) : outer;
    if (!model.has("class_name") || !model.has("config")) {
      throw new InvalidModelException("this is no Keras model: there is no `"
          + (model.has("class_name") ? "config" : "class_name") + "`");
    }
    Optional<Config> training = training(outer).or(() -> training(model));
    return new ModelText(model, training, said(outer, model, "keras_version"), said(outer, model, "backend"));
  }

  private static Config modelConfig(JsonValue value) {
    return unwrapped(value).object();
  }

  /** JSON in a text of JSON comes of writing what is written already; TensorFlow.js puts its own things around it. */
  private static JsonValue unwrapped(JsonValue root) {
    if (root.isText()) {
      return Json.parse(root.text());
    }
    if (root.isObject() && root.object().has("modelTopology")) {
      if (root.object().text("format", "layers-model").equals("graph-model")) {
        throw new InvalidModelException("this is a graph of TensorFlow, no Keras model");
      }
      return root.object().value("modelTopology");
    }
    return root;
  }

  private static Optional<Config> training(Config config) {
    for (String key : TRAINING) {
      Optional<Config> found = config.optional(key).filter(JsonValue::isObject).map(JsonValue::object)
          .filter(training -> !training.keys().isEmpty());
      if (found.isPresent()) {
        return found;
      }
    }
    return config.has("loss") && config.has("optimizer") ? Optional.of(config) : Optional.empty();
  }

  private static Optional<String> said(Config outer, Config model, String key) {
    return outer.optional(key).or(() -> model.optional(key)).filter(JsonValue::isText).map(JsonValue::text);
  }
}
