package nacre.onnx.export.ops;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import nacre.ir.Dim;
import nacre.ir.op.Padding;
import nacre.onnx.export.Settings;
import nacre.onnx.export.Use;

/** A pool of any number of axes. */
record PoolSpelling(Use use, Kind kind, List<Integer> kernel, List<Integer> stride, Padding padding,
    List<Integer> dilation,
    boolean ceil, int axis) {
  /**
   * What becomes of the elements of a window.
   *
   * @param p      the exponent of a sum of powers
   * @param border what lies beyond the border
   */
  record Kind(String operator, boolean countsBorder, int p, double border) {
    static final Kind MAX = new Kind("MaxPool", false, 0, Double.NEGATIVE_INFINITY);
    static final Kind AVERAGE = new Kind("AveragePool", false, 0, 0);
    static final Kind AVERAGE_WITH_BORDER = new Kind("AveragePool", true, 0, 0);

    static Kind powers(int p) {
      return new Kind("LpPool", false, p, 0);
    }
  }

  /** ONNX Runtime takes no border as wide as the window, and counts windows of powers in its own way. */
  List<String> spelled() {
    Borders borders = new Borders(use, padding, Windows.axes(use, axis), kernel, stride, dilation);
    boolean known = Stream.of(use.type(0), use.result(0))
        .allMatch(type -> borders.axes().stream().allMatch(i -> type.dim(i) instanceof Dim.Known));
    if ((borders.isWide() || ceil && kind.p() != 0) && known) {
      return List.of(wide(borders));
    }
    return Windows.of(kind.operator(), use, axis, settings(borders.said(), ceil),
        use.dtype().isReal() && borders.said().equals(padding));
  }

  private Settings settings(Padding said, boolean rounds) {
    Settings settings =
        Windows.settings(stride, said, dilation).wholes("kernel_shape", kernel).flag("ceil_mode", rounds);
    if (kind.operator().equals("AveragePool")) {
      settings.flag("count_include_pad", kind.countsBorder());
    }
    return kind.p() == 0 ? settings : settings.whole("p", kind.p());
  }

  /** The border becomes elements, as many as there are windows for. What does not count is left out of an average. */
  private String wide(Borders borders) {
    List<Integer> before = borders.before();
    List<Integer> after = borders.after();
    List<Integer> reached = new ArrayList<>();
    for (int i = 0; i < kernel.size(); i++) {
      long windows = Use.known(use.result(0).dim(borders.axes().get(i)));
      long needed = (windows - 1) * stride.get(i) + (long) dilation.get(i) * (kernel.get(i) - 1) + 1;
      long extent = Use.known(use.type(0).dim(borders.axes().get(i)));
      reached.add((int) Math.max(0, needed - extent - before.get(i)));
    }
    String pooled = pooled(padded(use.in(0), before, reached, kind.border()));
    if (!kind.operator().equals("AveragePool")) {
      return pooled;
    }
    String ones = use.add("Expand", use.number(use.dtype(), 1), use.add("Shape", use.in(0)));
    List<Integer> counted = new ArrayList<>();
    List<Integer> rest = new ArrayList<>();
    for (int i = 0; i < reached.size(); i++) {
      counted.add(Math.min(after.get(i), reached.get(i)));
      rest.add(reached.get(i) - counted.get(i));
    }
    String bordered = padded(ones, before, counted, kind.countsBorder() ? 1 : 0);
    return use.add("Div", pooled, pooled(padded(bordered, Collections.nCopies(rest.size(), 0), rest, 0)));
  }

  /** Put together by hand: ONNX Runtime makes a border of the pool's own out of a `Pad`, and then refuses it. */
  private String padded(String x, List<Integer> before, List<Integer> after, double value) {
    List<Integer> axes = Windows.axes(use, axis);
    String padded = x;
    for (int i = 0; i < axes.size(); i++) {
      List<String> parts = new ArrayList<>();
      if (before.get(i) > 0) {
        parts.add(border(padded, axes.get(i), before.get(i), value));
      }
      parts.add(padded);
      if (after.get(i) > 0) {
        parts.add(border(padded, axes.get(i), after.get(i), value));
      }
      padded = parts.size() == 1 ? padded : use.add("Concat", parts, Settings.none().whole("axis", axes.get(i)));
    }
    return padded;
  }

  /** So many equal elements along an axis, beside a tensor. */
  private String border(String x, int at, int extent, double value) {
    String shape = use.add("Concat", List.of(shape(x, 0, at), use.wholes(extent), shape(x, at + 1, use.rank(0))),
        Settings.none().whole("axis", 0));
    return use.add("Expand", use.number(use.dtype(), value), shape);
  }

  private String shape(String x, int from, int to) {
    return use.add("Shape", List.of(x), Settings.none().whole("start", from).whole("end", to));
  }

  private String pooled(String padded) {
    Padding none = Padding.none(kernel.size());
    return Windows.first(use, axis, padded,
        moved -> use.add(kind.operator(), List.of(moved), settings(none, false)));
  }
}
