package nacre.keras.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nacre.importers.InvalidModelException;
import nacre.ir.TensorType;
import nacre.ir.op.Padding;
import nacre.keras.Call;
import nacre.keras.Kind;

/**
 * How a window slides over the axes between batch and channels.
 *
 * @param channels the axis of the channels: 1, or the last
 */
record Window(List<Integer> kernel, List<Integer> stride, List<Integer> dilation, Padding padding, int channels) {
  /** What Keras 1 calls the extents of a window, axis by axis. */
  private static final List<List<String>> FORMER = List.of(List.of("filter_length"), List.of("nb_row", "nb_col"),
      List.of("kernel_dim1", "kernel_dim2", "kernel_dim3"));

  /** An entry that takes what windows have. */
  static Kind taken(Kind kind) {
    return kind.takes("kernel_size", "strides", "padding", "dilation_rate", "data_format", "filter_length", "nb_row",
        "nb_col", "kernel_dim1", "kernel_dim2", "kernel_dim3")
        .formerly("border_mode", "padding").formerly("subsample", "strides").formerly("subsample_length", "strides")
        .formerly("atrous_rate", "dilation_rate").formerly("dim_ordering", "data_format");
  }

  static Window of(Call call, int axes) {
    TensorType x = call.requireRank(axes + 2, axes + 2);
    List<Integer> kernel = kernel(call, axes);
    List<Integer> one = List.of(1);
    List<Integer> stride = call.settings().positives("strides", axes, one);
    List<Integer> dilation = call.settings().positives("dilation_rate", axes, one);
    return new Window(kernel, stride, dilation, padding(call, kernel, dilation), channels(call, x.rank()));
  }

  static List<Integer> kernel(Call call, int axes) {
    List<String> former = FORMER.get(axes - 1);
    if (!call.settings().says("kernel_size") && call.settings().says(former.getFirst())) {
      return former.stream().map(call.settings()::positive).toList();
    }
    return call.settings().positives("kernel_size", axes, List.of());
  }

  /**
   * Whether channels come behind the batch; that is the axis 1 for Keras 1's Theano order too. Steps, of rank 3, have no
   * order of their model's: their channels come last unless the layer says otherwise.
   */
  static boolean isChannelsFirst(Call call) {
    String format = call.settings().word("data_format", "default");
    return switch (format) {
      case "channels_first", "th" -> true;
      case "channels_last", "tf" -> false;
      case "default" -> call.era().channelsFirst() && call.rank() > 3;
      default -> throw new InvalidModelException("the setting `data_format`: found `" + format + "`");
    };
  }

  static int channels(Call call, int rank) {
    return isChannelsFirst(call) ? 1 : rank - 1;
  }

  /** The axes that a window slides along. */
  static List<Integer> spatial(int rank, int channels) {
    List<Integer> axes = new ArrayList<>();
    for (int axis = 1; axis < rank; axis++) {
      if (axis != channels) {
        axes.add(axis);
      }
    }
    return axes;
  }

  static Padding padding(Call call, List<Integer> kernel, List<Integer> dilation) {
    String said = call.settings().word("padding", "valid");
    List<Integer> reach = new ArrayList<>();
    for (int i = 0; i < kernel.size(); i++) {
      reach.add((kernel.get(i) - 1) * dilation.get(i));
    }
    return switch (said) {
      case "valid" -> Padding.none(kernel.size());
      case "same" -> Padding.SAME;
      case "causal" -> new Padding.Explicit(reach, Collections.nCopies(kernel.size(), 0));
      case "full" -> new Padding.Explicit(reach, reach);
      default -> throw new InvalidModelException(
          "the setting `padding`: found `" + said + "`, required valid, same or causal");
    };
  }
}
