package nacre.keras.layers;

import java.util.ArrayList;
import java.util.List;
import nacre.importers.Arrangement;
import nacre.importers.InvalidModelException;
import nacre.ir.Operand;
import nacre.ir.op.Conv1d;
import nacre.ir.op.Conv2d;
import nacre.ir.op.Conv3d;
import nacre.ir.op.Op;
import nacre.keras.Call;
import nacre.keras.Kind;
import nacre.keras.Variable;

/** Convolutions. */
final class Convolutions {
  static final List<Kind> ALL = List.of(conv("Conv1D", 1), conv("Conv2D", 2), conv("Conv3D", 3),
      conv("Convolution1D", 1), conv("Convolution2D", 2), conv("Convolution3D", 3), conv("AtrousConvolution1D", 1),
      conv("AtrousConvolution2D", 2), conv("AtrousConv1D", 1), conv("AtrousConv2D", 2),
      depthwise("DepthwiseConv1D", 1), depthwise("DepthwiseConv2D", 2));

  private Convolutions() {}

  private static Kind conv(String name, int axes) {
    return Window.taken(Kind.of(name, call -> conv(call, axes)))
        .takes("filters", "groups", "activation", "use_bias").formerly("nb_filter", "filters")
        .formerly("bias", "use_bias").limit("it was adapted", call -> call.settings().says("lora_rank"))
        .ignores("lora_rank", "lora_alpha");
  }

  private static Kind depthwise(String name, int axes) {
    return Window.taken(Kind.of(name, call -> depthwise(call, axes)))
        .takes("depth_multiplier", "activation", "use_bias", "groups", "filters").formerly("bias", "use_bias");
  }

  private static Operand conv(Call call, int axes) {
    Operand x = call.x();
    Window window = Window.of(call, axes);
    int channels = call.known(call.type(x).dim(window.channels()));
    int filters = call.settings().positive("filters");
    int groups = call.settings().integer("groups", 1);
    if (groups < 1 || channels % groups != 0 || filters % groups != 0) {
      throw new InvalidModelException("the setting `groups`: found " + groups + " for " + channels + " channels and "
          + filters + " filters");
    }
    List<Integer> shape = new ArrayList<>(window.kernel());
    shape.addAll(List.of(channels / groups, filters));
    Variable kernel = call.variable("kernel", shape);
    Kernels.former(call, kernel);
    Operand weight = Kernels.param(call, kernel);
    return Functions.activated(call,
        call.main(op(window, groups), x, weight, Kernels.bias(call, filters)));
  }

  private static Operand depthwise(Call call, int axes) {
    call.settings().ignore("groups", "filters");
    Window window = Window.of(call, axes);
    Operand x = call.x();
    int channels = call.known(call.type(x).dim(window.channels()));
    Variable kernel = depthwiseKernel(call, window, channels);
    int results = channels * kernel.shape().getLast();
    Operand y = call.main(op(window, channels), x, depthwiseWeight(call, kernel), Kernels.bias(call, results));
    return Functions.activated(call, y);
  }

  static Variable depthwiseKernel(Call call, Window window, int channels) {
    int multiplier = call.settings().integer("depth_multiplier", 1);
    if (multiplier < 1) {
      throw new InvalidModelException("the setting `depth_multiplier`: found " + multiplier);
    }
    List<Integer> shape = new ArrayList<>(window.kernel());
    shape.addAll(List.of(channels, multiplier));
    return call.variable("depthwise_kernel", shape);
  }

  /** {@code [window..., channels, multiplier]} becomes {@code [channels * multiplier, 1, window...]}. */
  static Operand depthwiseWeight(Call call, Variable kernel) {
    int window = kernel.shape().size() - 2;
    List<Integer> order = new ArrayList<>(List.of(window, window + 1));
    List<Integer> shape = new ArrayList<>(List.of(kernel.extent(window) * kernel.extent(window + 1), 1));
    for (int axis = 0; axis < window; axis++) {
      order.add(axis);
      shape.add(kernel.extent(axis));
    }
    return Kernels.param(call, kernel, new Arrangement(List.of(), order, shape));
  }

  static Op op(Window window, int groups) {
    return switch (window.kernel().size()) {
      case 1 -> new Conv1d(window.stride(), window.padding(), window.dilation(), groups, window.channels());
      case 2 -> new Conv2d(window.stride(), window.padding(), window.dilation(), groups, window.channels());
      default -> new Conv3d(window.stride(), window.padding(), window.dilation(), groups, window.channels());
    };
  }
}
