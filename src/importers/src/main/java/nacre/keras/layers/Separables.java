package nacre.keras.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nacre.importers.Arrangement;
import nacre.ir.Operand;
import nacre.ir.op.Padding;
import nacre.keras.Call;
import nacre.keras.Kind;
import nacre.keras.Variable;

/** Convolutions of each channel by itself, and of all channels at one place behind them. */
final class Separables {
  static final List<Kind> ALL = List.of(separable("SeparableConv1D", 1), separable("SeparableConv2D", 2),
      separable("SeparableConvolution1D", 1), separable("SeparableConvolution2D", 2));

  private Separables() {}

  private static Kind separable(String name, int axes) {
    return Window.taken(Kind.of(name, call -> separable(call, axes)))
        .takes("filters", "depth_multiplier", "activation", "use_bias").ignores("groups")
        .formerly("nb_filter", "filters").formerly("bias", "use_bias")
        .limit("it has groups of channels", call -> call.settings().integer("groups", 1) != 1);
  }

  private static Operand separable(Call call, int axes) {
    Window window = Window.of(call, axes);
    Operand x = call.x();
    int channels = call.known(call.type(x).dim(window.channels()));
    int filters = call.settings().positive("filters");
    Variable kernel = Convolutions.depthwiseKernel(call, window, channels);
    int between = channels * kernel.shape().getLast();
    List<Integer> one = Collections.nCopies(axes, 1);
    List<Integer> shape = new ArrayList<>(one);
    shape.addAll(List.of(between, filters));
    Variable point = call.variable("pointwise_kernel", shape);
    former(call, kernel, point);
    Call depthwise = call.part("depthwise");
    Operand middle = depthwise.main(Convolutions.op(window, channels), x,
        Convolutions.depthwiseWeight(depthwise, kernel), Operand.ABSENT);
    Window single = new Window(one, one, one, Padding.none(axes), window.channels());
    Call pointwise = call.part("pointwise");
    Operand y = pointwise.main(Convolutions.op(single, 1), middle, Kernels.param(pointwise, point),
        Kernels.bias(pointwise, filters));
    return Functions.activated(call, y);
  }

  /** Keras 1 in Theano's order: {@code [multiplier, channels, window...]} and {@code [filters, channels, 1...]}. */
  private static void former(Call call, Variable kernel, Variable point) {
    Kernels.former(call, point);
    if (call.era().isFirst() && Window.isChannelsFirst(call) && kernel.shape().size() == 4) {
      List<Integer> shape = kernel.shape();
      kernel.storedAs(List.of(shape.get(3), shape.get(2), shape.get(0), shape.get(1)),
          new Arrangement(List.of(), List.of(2, 3, 1, 0), List.of())::of);
    }
  }
}
