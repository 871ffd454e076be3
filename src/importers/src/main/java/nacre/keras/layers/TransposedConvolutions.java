package nacre.keras.layers;

import java.util.ArrayList;
import java.util.List;
import nacre.importers.Arrangement;
import nacre.importers.UnsupportedException;
import nacre.ir.Operand;
import nacre.ir.TensorType;
import nacre.ir.op.ConvTranspose1d;
import nacre.ir.op.ConvTranspose2d;
import nacre.ir.op.ConvTranspose3d;
import nacre.ir.op.Op;
import nacre.ir.op.Padding;
import nacre.keras.Call;
import nacre.keras.Kind;
import nacre.keras.Values;
import nacre.keras.Variable;
import nacre.keras.file.JsonValue;

/** Transposed convolutions. */
final class TransposedConvolutions {
  static final List<Kind> ALL = List.of(transposed("Conv1DTranspose", 1), transposed("Conv2DTranspose", 2),
      transposed("Conv3DTranspose", 3), transposed("Deconvolution2D", 2), transposed("Deconvolution3D", 3),
      transposed("Convolution1DTranspose", 1), transposed("Convolution2DTranspose", 2),
      transposed("Convolution3DTranspose", 3));

  private TransposedConvolutions() {}

  private static Kind transposed(String name, int axes) {
    return Window.taken(Kind.of(name, call -> transposed(call, axes)))
        .takes("filters", "activation", "use_bias", "output_padding", "output_shape", "groups")
        .formerly("nb_filter", "filters").formerly("bias", "use_bias")
        .limit("it has groups of channels", call -> call.settings().integer("groups", 1) != 1);
  }

  private static Operand transposed(Call call, int axes) {
    Window window = Window.of(call, axes);
    Operand x = call.x();
    int channels = call.known(call.type(x).dim(window.channels()));
    int filters = call.settings().positive("filters");
    List<Integer> shape = new ArrayList<>(window.kernel());
    shape.addAll(List.of(filters, channels));
    Variable kernel = call.variable("kernel", shape);
    former(call, kernel);
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    List<Integer> extra = new ArrayList<>();
    boolean same = window.padding() instanceof Padding.Same;
    List<Integer> said = surplus(call, window, call.type(x));
    for (int i = 0; i < axes; i++) {
      int surplus = said.get(i);
      int cut = Math.max(-surplus, 0);
      before.add(same ? cut / 2 : 0);
      after.add(same ? cut - cut / 2 : cut);
      extra.add(Math.max(surplus, 0));
    }
    boolean plain = same && !call.settings().says("output_padding") && !call.settings().says("output_shape")
        && extra.stream().allMatch(n -> n == 0);
    Padding padding = plain ? Padding.SAME : new Padding.Explicit(before, after);
    return Functions.activated(call, call.main(op(window, padding, extra), x, Kernels.param(call, kernel),
        Kernels.bias(call, filters)));
  }

  /**
   * How much longer the result is than {@code (extent - 1) * stride + reach}, per axis; below 0 where it is cut.
   * {@code valid} gives room for a whole stride, {@code same} as many times the extent as the stride says.
   */
  private static List<Integer> surplus(Call call, Window window, TensorType x) {
    boolean same = window.padding() instanceof Padding.Same;
    List<Integer> spatial = Window.spatial(x.rank(), window.channels());
    List<Integer> more = call.settings().ints("output_padding").orElse(List.of());
    List<Integer> surplus = new ArrayList<>();
    for (int i = 0; i < spatial.size(); i++) {
      int stride = window.stride().get(i);
      int reach = (window.kernel().get(i) - 1) * window.dilation().get(i) + 1;
      if (call.settings().says("output_shape")) {
        int wanted = outputShape(call, spatial.get(i));
        surplus.add(wanted - (call.known(x.dim(spatial.get(i))) - 1) * stride - reach);
      } else if (more.isEmpty()) {
        surplus.add(same ? stride - reach : Math.max(stride - reach, 0));
      } else {
        int said = more.size() == 1 ? more.getFirst() : i < more.size() ? more.get(i) : 0;
        surplus.add(same ? said - 2 * (reach / 2) : said);
      }
    }
    return surplus;
  }

  private static int outputShape(Call call, int axis) {
    List<JsonValue> shape = Values.items(call.settings().required("output_shape"));
    if (axis >= shape.size() || shape.get(axis).isNull()) {
      throw new UnsupportedException("the shape of its result is not known");
    }
    return Values.integer(shape.get(axis));
  }

  /** Keras 1 stores {@code [window..., in, out]}, or {@code [in, out, window...]} in Theano's order. */
  private static void former(Call call, Variable kernel) {
    if (!call.era().isFirst() || kernel.shape().size() != 4) {
      return;
    }
    List<Integer> shape = kernel.shape();
    if (Window.isChannelsFirst(call)) {
      kernel.storedAs(List.of(shape.get(3), shape.get(2), shape.get(0), shape.get(1)),
          new Arrangement(List.of(), List.of(2, 3, 1, 0), List.of())::of);
    } else {
      kernel.orStored(List.of(shape.get(0), shape.get(1), shape.get(3), shape.get(2)),
          new Arrangement(List.of(), List.of(0, 1, 3, 2), List.of())::of);
    }
  }

  private static Op op(Window window, Padding padding, List<Integer> extra) {
    return switch (window.kernel().size()) {
      case 1 -> new ConvTranspose1d(window.stride(), padding, extra, window.dilation(), 1, window.channels());
      case 2 -> new ConvTranspose2d(window.stride(), padding, extra, window.dilation(), 1, window.channels());
      default -> new ConvTranspose3d(window.stride(), padding, extra, window.dilation(), 1, window.channels());
    };
  }
}
