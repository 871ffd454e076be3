package nacre.onnx;

import java.util.Map;
import nacre.importers.FrameworkWords;
import nacre.ir.Attr;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.op.Dense;

/** Operators of ONNX, their attributes and inputs. */
public final class OnnxWords implements FrameworkWords {
  private static final String CONV = "Conv";
  private static final String CONV_TRANSPOSE = "ConvTranspose";
  private static final String MAX_POOL = "MaxPool";
  private static final String AVERAGE_POOL = "AveragePool";
  private static final Map<String, String> OPERATORS = Map.ofEntries(Map.entry("conv1d", CONV),
      Map.entry("conv2d", CONV), Map.entry("conv3d", CONV), Map.entry("conv_transpose1d", CONV_TRANSPOSE),
      Map.entry("conv_transpose2d", CONV_TRANSPOSE), Map.entry("conv_transpose3d", CONV_TRANSPOSE),
      Map.entry("dense", "Gemm"), Map.entry("matmul", "MatMul"), Map.entry("batch_norm", "BatchNormalization"),
      Map.entry("instance_norm", "InstanceNormalization"), Map.entry("layer_norm", "LayerNormalization"),
      Map.entry("group_norm", "GroupNormalization"), Map.entry("dropout", "Dropout"), Map.entry("relu", "Relu"),
      Map.entry("leaky_relu", "LeakyRelu"), Map.entry("prelu", "PRelu"), Map.entry("sigmoid", "Sigmoid"),
      Map.entry("tanh", "Tanh"), Map.entry("softmax", "Softmax"), Map.entry("log_softmax", "LogSoftmax"),
      Map.entry("max_pool1d", MAX_POOL), Map.entry("max_pool2d", MAX_POOL), Map.entry("max_pool3d", MAX_POOL),
      Map.entry("average_pool1d", AVERAGE_POOL), Map.entry("average_pool2d", AVERAGE_POOL),
      Map.entry("average_pool3d", AVERAGE_POOL), Map.entry("global_average_pool2d", "GlobalAveragePool"),
      Map.entry("global_max_pool2d", "GlobalMaxPool"), Map.entry("concat", "Concat"), Map.entry("add", "Add"),
      Map.entry("flatten", "Flatten"), Map.entry("reshape", "Reshape"), Map.entry("clip", "Clip"));

  @Override
  public String thing() {
    return "node";
  }

  @Override
  public String word(String nacre) {
    return OPERATORS.getOrDefault(nacre, nacre);
  }

  @Override
  public String setting(Graph graph, Node node, String name, Attr value) {
    return switch (name) {
      case "rate" -> "ratio=" + value;
      case "statistics" -> "training_mode=0";
      default -> name + "=" + value;
    };
  }

  /** A bias is no setting, but an input that may be left out. */
  @Override
  public String set(Graph graph, Node node, String name, Attr value) {
    return name.equals("bias") && value.equals(Attr.of(false))
        ? "remove input `" + (node.op() instanceof Dense ? "C" : "B") + "` of " + named(node)
        : FrameworkWords.super.set(graph, node, name, value);
  }
}
