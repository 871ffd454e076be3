package nacre.caffe;

import java.util.Map;
import java.util.Optional;
import nacre.importers.FrameworkWords;
import nacre.ir.Attr;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Role;
import nacre.ir.WeightEdit;
import nacre.ir.op.ScaleShift;

/** Layer types of Caffe, and settings as a prototxt has them. */
public final class CaffeWords implements FrameworkWords {
  private static final String CONVOLUTION = "Convolution";
  private static final String DECONVOLUTION = "Deconvolution";
  private static final String INNER_PRODUCT = "InnerProduct";
  private static final String POOLING = "Pooling";
  private static final Map<String, String> WORDS = Map.ofEntries(Map.entry("conv1d", CONVOLUTION),
      Map.entry("conv2d", CONVOLUTION), Map.entry("conv3d", CONVOLUTION),
      Map.entry("conv_transpose1d", DECONVOLUTION), Map.entry("conv_transpose2d", DECONVOLUTION),
      Map.entry("conv_transpose3d", DECONVOLUTION), Map.entry("dense", INNER_PRODUCT),
      Map.entry("embedding", "Embed"), Map.entry("batch_norm", "BatchNorm"), Map.entry("scale_shift", "Scale"),
      Map.entry("dropout", "Dropout"), Map.entry("max_pool2d", POOLING), Map.entry("average_pool2d", POOLING),
      Map.entry("global_max_pool2d", POOLING), Map.entry("global_average_pool2d", POOLING), Map.entry("lrn", "LRN"),
      Map.entry("relu", "ReLU"), Map.entry("leaky_relu", "ReLU"), Map.entry("prelu", "PReLU"), Map.entry("elu", "ELU"),
      Map.entry("sigmoid", "Sigmoid"), Map.entry("tanh", "TanH"), Map.entry("softmax", "Softmax"),
      Map.entry("concat", "Concat"), Map.entry("add", "Eltwise"), Map.entry("flatten", "Flatten"),
      Map.entry("reshape", "Reshape"), Map.entry("beta", "bias_term"));

  @Override
  public String thing() {
    return "layer";
  }

  @Override
  public String word(String nacre) {
    return WORDS.getOrDefault(nacre, nacre);
  }

  @Override
  public String loss(String nacre, boolean logits) {
    return switch (nacre) {
      case "categorical_crossentropy", "sparse_categorical_crossentropy", "cross_entropy" ->
          logits ? "SoftmaxWithLoss" : "MultinomialLogisticLoss";
      case "binary_crossentropy", "bce_with_logits" -> "SigmoidCrossEntropyLoss";
      default -> nacre;
    };
  }

  /** What a loss is fed is a matter of its type; only that of one class among several may be either. */
  @Override
  public String fact(String name, Attr value) {
    return name.equals("from_logits") ? "type: \"SoftmaxWithLoss\"" : FrameworkWords.super.fact(name, value);
  }

  @Override
  public String setting(Graph graph, Node node, String name, Attr value) {
    return switch (name) {
      case "bias" ->
          (word(node.op().name()).equals(INNER_PRODUCT) ? "inner_product_param" : "convolution_param")
              + " { bias_term: " + value + " }";
      case "rate" -> "dropout_param { dropout_ratio: " + value + " }";
      case "center" -> "scale_param { bias_term: " + value + " }";
      default -> name + ": " + value;
    };
  }

  /** A batch norm has no shift of its own, and takes the statistics that suit the phase unless it is told. */
  @Override
  public String set(Graph graph, Node node, String name, Attr value) {
    return switch (name) {
      case "center" -> scale(graph, node)
          .map(scale -> "set `" + setting(graph, node, name, value) + "` in " + named(scale))
          .orElse("add `Scale` with `" + setting(graph, node, name, value) + "` after " + named(node));
      case "statistics" -> "remove `use_global_stats: false` from " + named(node);
      default -> FrameworkWords.super.set(graph, node, name, value);
    };
  }

  /** The blobs of a batch norm are sums: its statistics are these, divided by its third blob. */
  @Override
  public String change(Graph graph, WeightEdit edit) {
    boolean sum = graph.params().stream()
        .anyMatch(param -> param.path().equals(edit.target()) && param.role() == Role.RUNNING_MEAN);
    return FrameworkWords.super.change(graph, edit) + (sum ? " times the layer's scale factor, its third blob" : "");
  }

  /** The layer that scales what a batch norm gives. */
  private static Optional<Node> scale(Graph graph, Node norm) {
    return graph.nodes().stream()
        .filter(node -> node.op() instanceof ScaleShift && node.operand(ScaleShift.X).equals(norm.value())
            && node.operand(ScaleShift.SCALE) instanceof Operand.ParamRef)
        .findFirst();
  }
}
