package nacre.keras.layers;

import java.util.Collections;
import java.util.List;
import nacre.ir.Operand;
import nacre.ir.op.AveragePool1d;
import nacre.ir.op.AveragePool2d;
import nacre.ir.op.AveragePool3d;
import nacre.ir.op.GlobalAveragePool1d;
import nacre.ir.op.GlobalAveragePool2d;
import nacre.ir.op.GlobalAveragePool3d;
import nacre.ir.op.GlobalMaxPool1d;
import nacre.ir.op.GlobalMaxPool2d;
import nacre.ir.op.GlobalMaxPool3d;
import nacre.ir.op.MaxPool1d;
import nacre.ir.op.MaxPool2d;
import nacre.ir.op.MaxPool3d;
import nacre.ir.op.Op;
import nacre.ir.op.Padding;
import nacre.keras.Call;
import nacre.keras.Kind;
import nacre.keras.Kind.Masking;

/** Pooling. Beyond the border there is nothing that a mean would count. */
final class Pools {
  static final List<Kind> ALL = List.of(max("MaxPooling1D", 1), max("MaxPooling2D", 2), max("MaxPooling3D", 3),
      max("MaxPool1D", 1), max("MaxPool2D", 2), max("MaxPool3D", 3), average("AveragePooling1D", 1),
      average("AveragePooling2D", 2), average("AveragePooling3D", 3), average("AvgPool1D", 1),
      average("AvgPool2D", 2), average("AvgPool3D", 3),
      global("GlobalMaxPooling1D", 1, Pools::greatest), global("GlobalMaxPooling2D", 2, Pools::greatest),
      global("GlobalMaxPooling3D", 3, Pools::greatest), global("GlobalAveragePooling1D", 1, Pools::mean),
      global("GlobalAveragePooling2D", 2, Pools::mean), global("GlobalAveragePooling3D", 3, Pools::mean),
      global("GlobalMaxPool1D", 1, Pools::greatest), global("GlobalMaxPool2D", 2, Pools::greatest),
      global("GlobalMaxPool3D", 3, Pools::greatest), global("GlobalAvgPool1D", 1, Pools::mean),
      global("GlobalAvgPool2D", 2, Pools::mean), global("GlobalAvgPool3D", 3, Pools::mean));

  /** Makes the op of a pooling over all places. */
  private interface Global {
    Op of(int spatial, int channels, boolean keepsAxes);
  }

  private Pools() {}

  private static Kind pool(Kind kind) {
    return kind.takes("pool_size", "strides", "padding", "data_format").formerly("border_mode", "padding")
        .formerly("dim_ordering", "data_format").formerly("pool_length", "pool_size").formerly("stride", "strides");
  }

  private static Kind max(String name, int axes) {
    return pool(Kind.of(name, call -> {
      Window window = window(call, axes);
      return call.main(max(window), call.x());
    }));
  }

  private static Kind average(String name, int axes) {
    return pool(Kind.of(name, call -> {
      Window window = window(call, axes);
      return call.main(average(window), call.x());
    }));
  }

  private static Window window(Call call, int axes) {
    int rank = call.requireRank(axes + 2, axes + 2).rank();
    List<Integer> kernel = call.settings().positives("pool_size", axes, List.of(2));
    List<Integer> stride = call.settings().positives("strides", axes, kernel);
    List<Integer> one = Collections.nCopies(axes, 1);
    return new Window(kernel, stride, one, Window.padding(call, kernel, one), Window.channels(call, rank));
  }

  private static Op max(Window w) {
    Padding padding = w.padding();
    return switch (w.kernel().size()) {
      case 1 -> new MaxPool1d(w.kernel(), w.stride(), padding, w.dilation(), false, w.channels());
      case 2 -> new MaxPool2d(w.kernel(), w.stride(), padding, w.dilation(), false, w.channels());
      default -> new MaxPool3d(w.kernel(), w.stride(), padding, w.dilation(), false, w.channels());
    };
  }

  private static Op average(Window w) {
    Padding padding = w.padding();
    return switch (w.kernel().size()) {
      case 1 -> new AveragePool1d(w.kernel(), w.stride(), padding, w.dilation(), false, w.channels(), false);
      case 2 -> new AveragePool2d(w.kernel(), w.stride(), padding, w.dilation(), false, w.channels(), false);
      default -> new AveragePool3d(w.kernel(), w.stride(), padding, w.dilation(), false, w.channels(), false);
    };
  }

  private static Kind global(String name, int spatial, Global op) {
    return Kind.of(name, call -> global(call, spatial, op)).takes("data_format", "keepdims")
        .formerly("dim_ordering", "data_format").masks(spatial == 1 ? Masking.REFUSES : Masking.ENDS);
  }

  private static Operand global(Call call, int spatial, Global op) {
    int rank = call.requireRank(spatial + 2, spatial + 2).rank();
    return call.main(op.of(spatial, Window.channels(call, rank), call.settings().flag("keepdims", false)), call.x());
  }

  private static Op greatest(int spatial, int channels, boolean keepsAxes) {
    return switch (spatial) {
      case 1 -> new GlobalMaxPool1d(channels, keepsAxes);
      case 2 -> new GlobalMaxPool2d(channels, keepsAxes);
      default -> new GlobalMaxPool3d(channels, keepsAxes);
    };
  }

  private static Op mean(int spatial, int channels, boolean keepsAxes) {
    return switch (spatial) {
      case 1 -> new GlobalAveragePool1d(channels, keepsAxes);
      case 2 -> new GlobalAveragePool2d(channels, keepsAxes);
      default -> new GlobalAveragePool3d(channels, keepsAxes);
    };
  }
}
