package nacre.ir.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;

/**
 * A transposed convolution as a convolution of stride 1 whose filters are the places between two windows, Shi et al.
 * (2016). Along one axis with stride {@code s}, place {@code q * s + r} of the uncut result is
 *
 * <pre>
 * z[q * s + r] = sum over j &lt; m of x[q - j] * w[r + j * s],   m = ceil(reach / s)
 * </pre>
 *
 * which for each {@code r} slides a window of {@code m} elements, last first, over x; no product is with a zero that was
 * put in, unless the window is dilated. The results for all {@code r} are woven together and the padding is cut off.
 */
final class SubPixels {
  private final Formula f;
  private final TransposedConv layer;
  private final Site site;
  private final List<Integer> kernel;
  private final List<Integer> taps;
  private final List<Integer> before;

  private SubPixels(Formula f, TransposedConv layer, Site site) {
    this.f = f;
    this.layer = layer;
    this.site = site;
    this.kernel = layer.space().window(site.tensor(TransposedConv.WEIGHT));
    this.taps =
        axes().mapToObj(i -> Math.ceilDiv(layer.dilation().get(i) * (kernel.get(i) - 1) + 1, stride(i))).toList();
    this.before = layer.before(kernel);
  }

  /** The result of the layer as nodes. */
  static Operand of(Formula f, TransposedConv layer, List<Operand> operands, Site site) {
    return new SubPixels(f, layer, site).result(operands);
  }

  private IntStream axes() {
    return IntStream.range(0, layer.space().axes());
  }

  private int stride(int i) {
    return layer.stride().get(i);
  }

  private Operand result(List<Operand> operands) {
    Padding border = new Padding.Explicit(axes().mapToObj(i -> taps.get(i) - 1 - skipped(i)).toList(),
        axes().mapToObj(this::after).toList());
    Operand y = f.of(conv(border), operands.get(TransposedConv.X), weight(operands.get(TransposedConv.WEIGHT)),
        bias(operands.get(TransposedConv.BIAS)));
    y = woven(y);
    List<Integer> places = layer.space().slidingAxes(layer.axis());
    for (int i = 0; i < places.size(); i++) {
      y = Slices.every(f, y, places.get(i), before.get(i) - skipped(i) * stride(i), 1,
          site.result(0).dim(places.get(i)));
    }
    return y;
  }

  /** Windows at the beginning all of whose places are cut off. */
  private int skipped(int i) {
    return Math.min(taps.get(i) - 1, before.get(i) / stride(i));
  }

  /** As much padding at the end as the last place of the result asks for: more than a window only with output padding. */
  private int after(int i) {
    TensorType x = site.tensor(TransposedConv.X);
    int at = layer.space().slidingAxes(layer.axis()).get(i);
    if (x.dim(at) instanceof Dim.Known(long n) && site.result(0).dim(at) instanceof Dim.Known(long size)) {
      return (int) Math.max(0, Math.ceilDiv(before.get(i) + size, stride(i)) - n);
    }
    return taps.get(i) - 1 + Math.ceilDiv(layer.outputPadding().get(i), stride(i));
  }

  private Op conv(Padding border) {
    List<Integer> ones = Collections.nCopies(layer.space().axes(), 1);
    return switch (layer.space()) {
      case LINE -> new Conv1d(ones, border, ones, layer.groups(), layer.axis());
      case PLANE -> new Conv2d(ones, border, ones, layer.groups(), layer.axis());
      case VOLUME -> new Conv3d(ones, border, ones, layer.groups(), layer.axis());
    };
  }

  /**
   * [g * c, o, k...] becomes [g * o * s..., c, m...]. The taps are picked along each axis in the order of places, those that
   * the window lacks from a zero put behind it.
   */
  private Operand weight(Operand weight) {
    TensorType type = site.tensor(TransposedConv.WEIGHT);
    Operand picked = Slices.padded(f, weight, layer.space().windowAxes(), 0, 1);
    for (int i = 0; i < kernel.size(); i++) {
      picked = f.of(new Gather(2 + i), picked, f.integers(order(i)));
    }
    Dim groups = Dim.of(layer.groups());
    Dim channels = Extents.quotient(type.dim(0), groups).orElseThrow();
    List<Dim> cut = new ArrayList<>(List.of(groups, channels, type.dim(1)));
    axes().forEach(i -> cut.addAll(List.of(Dim.of(taps.get(i)), Dim.of(stride(i)))));
    List<Integer> order = new ArrayList<>(List.of(0, 2));
    axes().forEach(i -> order.add(4 + 2 * i));
    order.add(1);
    axes().forEach(i -> order.add(3 + 2 * i));
    List<Dim> rows = new ArrayList<>(List.of(groups.times(type.dim(1)).times(between()), channels));
    taps.forEach(m -> rows.add(Dim.of(m)));
    return f.reshaped(f.of(new Transpose(order), f.reshaped(picked, cut)), rows);
  }

  /** For each tap {@code j}, last first, and each place {@code r}: which element of the window it is. */
  private long[] order(int i) {
    int m = taps.get(i);
    int s = stride(i);
    int d = layer.dilation().get(i);
    return IntStream.range(0, m * s).mapToLong(k -> {
      int place = k % s + (m - 1 - k / s) * s;
      return place % d == 0 && place / d < kernel.get(i) ? place / d : kernel.get(i);
    }).toArray();
  }

  /** How many places lie between windows. */
  private int between() {
    return layer.stride().stream().reduce(1, (a, b) -> a * b);
  }

  private Operand bias(Operand bias) {
    if (bias instanceof Operand.Absent || between() == 1) {
      return bias;
    }
    Dim filters = f.type(bias).dim(0);
    double[] ones = new double[between()];
    Arrays.fill(ones, 1);
    Operand row = f.of(new Constant(Tensor.ofReals(f.type(bias).dtype(), new int[] {1, between()}, ones)));
    return f.reshaped(f.times(f.reshaped(bias, List.of(filters, Dim.ONE)), row), List.of(filters.times(between())));
  }

  /** Filters [o * s...] become places: [..., q * s + r, ...]. */
  private Operand woven(Operand y) {
    if (between() == 1) {
      return y;
    }
    TensorType type = f.type(y);
    int n = layer.space().axes();
    int channels = layer.axis();
    List<Integer> sliding = layer.space().slidingAxes(channels);
    List<Dim> cut = new ArrayList<>(type.dims());
    cut.set(channels, Extents.quotient(type.dim(channels), Dim.of(between())).orElseThrow());
    for (int i = 0; i < n; i++) {
      cut.add(channels + 1 + i, Dim.of(stride(i)));
    }
    List<Integer> order = new ArrayList<>();
    List<Dim> dims = new ArrayList<>();
    for (int axis = 0; axis < type.rank(); axis++) {
      int i = sliding.indexOf(axis);
      order.add(axis <= channels ? axis : axis + n);
      dims.add(axis == channels ? cut.get(channels) : type.dim(axis));
      if (i >= 0) {
        order.add(channels + 1 + i);
        dims.set(axis, type.dim(axis).times(stride(i)));
      }
    }
    return f.reshaped(f.of(new Transpose(order), f.reshaped(y, cut)), dims);
  }
}
