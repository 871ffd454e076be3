package nacre.keras;

import java.util.HashMap;
import java.util.Map;
import nacre.importers.FrameworkWords;
import nacre.ir.Attr;
import nacre.ir.Edit;
import nacre.ir.Graph;
import nacre.ir.Node;

/**
 * Classes and arguments of Keras.
 *
 * @param generation of Keras that wrote the model: 1, 2 or 3
 */
public record KerasWords(int generation) implements FrameworkWords {
  /** Losses and activations have Nacre's names. */
  private static final Map<String, String> CLASSES = Map.ofEntries(Map.entry("conv1d", "Conv1D"),
      Map.entry("conv2d", "Conv2D"), Map.entry("conv3d", "Conv3D"), Map.entry("conv_transpose1d", "Conv1DTranspose"),
      Map.entry("conv_transpose2d", "Conv2DTranspose"), Map.entry("conv_transpose3d", "Conv3DTranspose"),
      Map.entry("dense", "Dense"), Map.entry("embedding", "Embedding"), Map.entry("batch_norm", "BatchNormalization"),
      Map.entry("layer_norm", "LayerNormalization"), Map.entry("group_norm", "GroupNormalization"),
      Map.entry("dropout", "Dropout"), Map.entry("max_pool1d", "MaxPooling1D"), Map.entry("max_pool2d", "MaxPooling2D"),
      Map.entry("max_pool3d", "MaxPooling3D"), Map.entry("average_pool1d", "AveragePooling1D"),
      Map.entry("average_pool2d", "AveragePooling2D"), Map.entry("average_pool3d", "AveragePooling3D"),
      Map.entry("global_average_pool2d", "GlobalAveragePooling2D"),
      Map.entry("global_max_pool2d", "GlobalMaxPooling2D"), Map.entry("leaky_relu", "LeakyReLU"),
      Map.entry("prelu", "PReLU"), Map.entry("concat", "Concatenate"), Map.entry("add", "Add"),
      Map.entry("flatten", "Flatten"), Map.entry("reshape", "Reshape"), Map.entry("lstm", "LSTM"),
      Map.entry("gru", "GRU"), Map.entry("rnn", "SimpleRNN"));
  /** What Keras 1 calls otherwise. */
  private static final Map<String, String> FIRST_CLASSES = Map.of("conv1d", "Convolution1D", "conv2d", "Convolution2D",
      "conv3d", "Convolution3D", "conv_transpose2d", "Deconvolution2D", "concat", "Merge", "add", "Merge");
  private static final Map<String, String> ARGUMENTS = Map.of("bias", "use_bias");
  private static final Map<String, String> FIRST_ARGUMENTS = Map.of("bias", "bias", "rate", "p");

  @Override
  public String thing() {
    return "layer";
  }

  @Override
  public String word(String nacre) {
    return table(CLASSES, FIRST_CLASSES).getOrDefault(nacre, nacre);
  }

  @Override
  public String setting(Graph graph, Node node, String name, Attr value) {
    return name.equals("statistics") ? "mode=0"
        : table(ARGUMENTS, FIRST_ARGUMENTS).getOrDefault(name, name) + "=" + python(value);
  }

  /** Since Keras 2, the call of a batch norm says by which statistics it normalises. */
  @Override
  public String set(Graph graph, Node node, String name, Attr value) {
    return generation > 1 && name.equals("statistics") ? "call " + named(node) + " without `training=True`"
        : FrameworkWords.super.set(graph, node, name, value);
  }

  @Override
  public String fact(String name, Attr value) {
    return name + "=" + python(value);
  }

  @Override
  public String command(Graph graph, Edit edit) {
    return switch (edit) {
      case Edit.Remove(int id) when isArgument(graph, graph.node(id)) ->
          "set `activation=None` in " + named(graph.node(id));
      case Edit.Insert(int id, String op, var arguments) when arguments.isEmpty() ->
          "set `activation=\"" + op + "\"` in " + named(graph.node(id));
      case Edit.Insert(int id, String op, var arguments) when op.equals("softmax") && arguments.size() == 1 ->
          "add `Softmax(axis=" + arguments.getFirst() + ")` after " + named(graph.node(id));
      default -> FrameworkWords.super.command(graph, edit);
    };
  }

  /** Whether a node is no layer, but what another one's {@code activation} asks for. */
  private static boolean isArgument(Graph graph, Node node) {
    return graph.nodes().stream().anyMatch(
        other -> other.location().equals(node.location()) && node.path().startsWith(other.path() + "."));
  }

  private Map<String, String> table(Map<String, String> all, Map<String, String> first) {
    if (generation > 1) {
      return all;
    }
    Map<String, String> table = new HashMap<>(all);
    table.putAll(first);
    return table;
  }

  private static String python(Attr value) {
    return switch (value) {
      case Attr.Bool(boolean is) -> is ? "True" : "False";
      case Attr.Word(String word) -> Attr.quote(word);
      case Attr.None _ -> "None";
      default -> value.toString();
    };
  }
}
