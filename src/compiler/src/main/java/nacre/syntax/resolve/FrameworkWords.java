package nacre.syntax.resolve;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How Keras and PyTorch say things, for those who come from there. */
final class FrameworkWords {
  private static final Map<String, String> CALLEES = Map.ofEntries(Map.entry("batchnormalization", "batch_norm"),
      Map.entry("batchnorm", "batch_norm"), Map.entry("batchnorm1d", "batch_norm"),
      Map.entry("batchnorm2d", "batch_norm"),
      Map.entry("batchnorm3d", "batch_norm"), Map.entry("layernormalization", "layer_norm"),
      Map.entry("layernorm", "layer_norm"), Map.entry("groupnorm", "group_norm"), Map.entry("linear", "dense"),
      Map.entry("fc", "dense"), Map.entry("conv", "conv2d"),
      Map.entry("pool", "max_pool2d"), Map.entry("maxpool", "max_pool2d"), Map.entry("avgpool", "average_pool2d"),
      Map.entry("averagepool", "average_pool2d"), Map.entry("deconv", "conv_transpose2d"),
      Map.entry("fullyconnected", "dense"), Map.entry("innerproduct", "dense"),
      Map.entry("convolution2d", "conv2d"), Map.entry("conv2dtranspose", "conv_transpose2d"),
      Map.entry("convtranspose2d", "conv_transpose2d"), Map.entry("maxpooling2d", "max_pool2d"),
      Map.entry("averagepooling2d", "average_pool2d"), Map.entry("avgpool2d", "average_pool2d"),
      Map.entry("globalaveragepooling2d", "global_average_pool2d"),
      Map.entry("adaptiveavgpool2d", "global_average_pool2d"),
      Map.entry("globalavgpool2d", "global_average_pool2d"), Map.entry("concatenate", "concat"),
      Map.entry("cat", "concat"),
      Map.entry("zeropadding2d", "pad"), Map.entry("swish", "silu"), Map.entry("logistic", "sigmoid"),
      Map.entry("multiply", "mul"), Map.entry("subtract", "sub"), Map.entry("divide", "div"),
      Map.entry("permute", "transpose"),
      Map.entry("view", "reshape"), Map.entry("upsampling2d", "resize"), Map.entry("clamp", "clip"));

  private static final Map<String, String> CALLEE_ADVICE = Map.of("activation",
      "; pipe into the activation itself: `x -> relu`", "sequential", "; a pipe is a sequence: `x -> f -> g`", "input",
      "; inputs are statements: `input x: f32[N, 3]`", "lambda", "; write a `block`", "detach",
      "; gradients are not part of a model");

  private static final Map<String,
      List<String>> ARGUMENTS = Map.ofEntries(Map.entry("units", List.of("units", "filters")),
          Map.entry("out_features", List.of("units")), Map.entry("out_channels", List.of("filters")),
          Map.entry("features", List.of("units", "filters")), Map.entry("kernel_size", List.of("kernel", "window")),
          Map.entry("pool_size", List.of("window", "kernel")), Map.entry("strides", List.of("stride")),
          Map.entry("pad", List.of("padding")), Map.entry("dilation_rate", List.of("dilation")),
          Map.entry("use_bias", List.of("bias")), Map.entry("kernel", List.of("weight")),
          Map.entry("kernel_initializer", List.of("init")),
          Map.entry("bias_initializer", List.of("bias_init")), Map.entry("eps", List.of("epsilon")),
          Map.entry("negative_slope", List.of("alpha", "slope")), Map.entry("data_format", List.of("layout")),
          Map.entry("dim", List.of("axis")), Map.entry("perm", List.of("order", "axes", "permutation")),
          Map.entry("dims", List.of("order", "axes", "permutation")), Map.entry("p", List.of("rate")),
          Map.entry("min", List.of("low")), Map.entry("max", List.of("high")), Map.entry("affine", List.of("scale")),
          Map.entry("keepdims", List.of("keep_dims")), Map.entry("keepdim", List.of("keep_dims")));

  private static final Map<String, String> ARGUMENT_ADVICE = Map.of("activation", "; pipe into it: `-> relu`", "name",
      "; write `as name` after the call", "input_shape", "; the `input` statement says the shape", "input_dim",
      "; the `input` statement says the shape", "in_channels", "; it is read off the input", "in_features",
      "; it is read off the input", "num_features", "; it is read off the input", "training",
      "; write `statistics=batch`, `running` or `frozen`", "trainable",
      "; write `statistics=frozen` for fixed statistics",
      "inplace", "; memory is planned, leave it out");

  private FrameworkWords() {}

  /** The hint for a callee that another framework has, as the end of a message. */
  static Optional<String> callee(String name, List<String> known) {
    String plain = name.toLowerCase(Locale.ROOT).replace("_", "");
    return Optional.ofNullable(CALLEES.get(plain)).filter(known::contains).map(FrameworkWords::meant)
        .or(() -> Optional.ofNullable(CALLEE_ADVICE.get(plain)));
  }

  /** The hint for a value as Python writes it, as the end of a message. */
  static Optional<String> value(String name) {
    return switch (name) {
      case "True", "False", "None" -> Optional.of(meant(name.toLowerCase(Locale.ROOT)));
      default -> Optional.empty();
    };
  }

  /** The hint for an argument that another framework has, as the end of a message. */
  static Optional<String> argument(String name, List<String> known) {
    return ARGUMENTS.getOrDefault(name, List.of()).stream().filter(known::contains).findFirst()
        .map(FrameworkWords::meant)
        .or(() -> Optional.ofNullable(ARGUMENT_ADVICE.get(name)));
  }

  private static String meant(String name) {
    return "; did you mean `" + name + "`?";
  }
}
