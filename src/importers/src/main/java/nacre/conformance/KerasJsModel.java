package nacre.conformance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nacre.ir.Tensor;
import nacre.keras.file.Config;
import nacre.keras.file.Json;
import nacre.keras.file.JsonValue;
import nacre.keras.file.KerasContents;
import nacre.keras.file.LayerPlace;
import nacre.keras.file.StoredArray;
import nacre.keras.file.StoredLayers;
import nacre.source.InputException;

/** Layers as a file of Keras 2 would hold them, with their weights. */
final class KerasJsModel implements StoredLayers {
  private final String file;
  private final Map<String, List<StoredArray>> arrays = new HashMap<>();

  private KerasJsModel(String file) {
    this.file = file;
  }

  /** What the model calls an input. */
  static String input(int index) {
    return "input_" + index;
  }

  /**
   * A model of Keras.
   *
   * @param layers a list, each layer reading the one before it; or an object with a list and what is the output
   * @param weights in the order of the layers
   */
  static KerasContents of(Path file, JsonValue layers, List<Tensor> inputs, List<Tensor> weights) {
    KerasJsModel stored = new KerasJsModel(file.toString());
    List<JsonValue> all = layers.isList() ? layers.list() : layers.object().list("layers");
    stored.give(all, weights);
    Stream<String> read = IntStream.range(0, inputs.size()).mapToObj(i -> inputLayer(i, inputs.get(i)));
    String list = Stream.concat(read, all.stream().map(JsonValue::toString)).collect(Collectors.joining(","));
    String config = "{\"name\":\"model\",\"layers\":[" + list + "]" + ends(layers, inputs.size()) + "}";
    String type = layers.isList() ? "Sequential" : "Model";
    Config model = Json.parse("{\"class_name\":\"" + type + "\",\"config\":" + config + "}").object();
    return new KerasContents(String.valueOf(file.getFileName()), Optional.of("2.1.2"), Optional.of("tensorflow"), model,
        Optional.empty(), Optional.of(stored), List.of(file));
  }

  private static String inputLayer(int index, Tensor tensor) {
    String shape = IntStream.of(tensor.shape()).mapToObj(extent -> "," + extent).collect(Collectors.joining());
    String name = "\"name\":\"" + input(index) + "\"";
    return "{\"class_name\":\"InputLayer\"," + name + ",\"config\":{\"batch_input_shape\":[null" + shape
        + "],\"dtype\":\"float32\",\"sparse\":false," + name + "},\"inbound_nodes\":[]}";
  }

  private static String ends(JsonValue layers, int inputs) {
    if (layers.isList()) {
      return "";
    }
    String read = IntStream.range(0, inputs).mapToObj(i -> "[\"" + input(i) + "\",0,0]")
        .collect(Collectors.joining(","));
    return ",\"input_layers\":[" + read + "],\"output_layers\":" + layers.object().value("output_layers");
  }

  private void give(List<JsonValue> layers, List<Tensor> weights) {
    Iterator<Tensor> given = weights.iterator();
    for (JsonValue layer : layers) {
      String name = layer.object().object("config").text("name");
      List<StoredArray> own = new ArrayList<>();
      for (String word : words(layer.object())) {
        if (!given.hasNext()) {
          throw new InputException(file + ": found " + weights.size() + " weights, required one more: `" + name
              + "` has a " + word);
        }
        Tensor next = given.next();
        List<Long> shape = IntStream.of(next.shape()).asLongStream().boxed().toList();
        own.add(new StoredArray(name + "/" + word + ":0", next.dtype(), shape, () -> next));
      }
      arrays.put(name, own);
    }
    if (given.hasNext()) {
      throw new InputException(file + ": found " + weights.size() + " weights, which are more than the layers have");
    }
  }

  /** What Keras calls the weights of a layer, in their order. */
  private static List<String> words(Config layer) {
    Config config = layer.object("config");
    List<String> words = new ArrayList<>();
    switch (layer.text("class_name")) {
      case "Dense", "Conv1D", "Conv2D", "Conv2DTranspose", "Conv3D" -> words.add("kernel");
      case "SeparableConv2D" -> words.addAll(List.of("depthwise_kernel", "pointwise_kernel"));
      case "BatchNormalization" -> words.addAll(List.of("gamma", "beta", "moving_mean", "moving_variance"));
      default -> {}
    }
    if (config.flag("use_bias", false)) {
      words.add("bias");
    }
    return words;
  }

  @Override
  public List<StoredArray> arrays(LayerPlace layer, List<String> parts) {
    List<StoredArray> taken = arrays.remove(layer.steps().getLast().name());
    return taken == null ? List.of() : taken;
  }

  @Override
  public List<StoredArray> untaken() {
    return arrays.values().stream().flatMap(List::stream).toList();
  }

  @Override
  public String file() {
    return file;
  }
}
