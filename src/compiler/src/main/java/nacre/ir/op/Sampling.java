package nacre.ir.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Tensor;

/** How a resized axis is made: for each index of the result, some indices of the operand with their weights. */
final class Sampling {
  /** An axis before and after, and which part of it is seen. */
  record Extent(int from, int to, double scale, double first, double last) {}

  private final int axis;
  private final int extent;
  /** For each tap, by index of the result. */
  private final List<long[]> indices = new ArrayList<>();
  private final List<double[]> weights = new ArrayList<>();
  private final boolean[] outside;

  private Sampling(int axis, Extent extent) {
    this.axis = axis;
    this.extent = extent.from;
    this.outside = new boolean[extent.to];
  }

  static Sampling of(Resize op, int axis, Extent extent) {
    Sampling sampling = new Sampling(axis, extent);
    int taps = op.mode() == Resize.Mode.NEAREST ? 1 : op.mode() == Resize.Mode.LINEAR ? 2 : 4;
    for (int tap = 0; tap < taps; tap++) {
      sampling.indices.add(new long[extent.to]);
      sampling.weights.add(new double[extent.to]);
    }
    for (int i = 0; i < extent.to; i++) {
      double place = place(op.coordinateTransformationMode(), extent, i);
      sampling.outside[i] = op.coordinateTransformationMode() == Resize.Coordinates.TF_CROP_AND_RESIZE
          && (place < 0 || place > extent.from - 1);
      sampling.set(i,
          op.mode() == Resize.Mode.NEAREST ? (long) nearest(op.nearestMode(), place) : firstTap(place, taps),
          weights(op, extent, place));
    }
    return sampling;
  }

  /** {@code extent * scale}, rounded down. */
  static Dim scaled(Dim extent, double scale) {
    if (extent instanceof Dim.Known(long size)) {
      return Dim.of((long) Math.floor(size * scale));
    }
    boolean whole = scale == Math.rint(scale);
    boolean part = 1 / scale == Math.rint(1 / scale);
    return whole ? extent.times((long) scale) : part ? extent.floorDiv((long) (1 / scale)) : Dim.UNKNOWN;
  }

  /** The formulas of ONNX, in its words. */
  private static double place(Resize.Coordinates mode, Extent extent, int i) {
    double half = (i + 0.5) / extent.scale - 0.5;
    return switch (mode) {
      case HALF_PIXEL -> half;
      case HALF_PIXEL_SYMMETRIC ->
          extent.from / 2.0 * (1 - extent.to / (extent.scale * extent.from)) + half;
      case PYTORCH_HALF_PIXEL -> extent.to > 1 ? half : 0;
      case ALIGN_CORNERS -> extent.to > 1 ? i * (extent.from - 1.0) / (extent.to - 1) : 0;
      case ASYMMETRIC -> i / extent.scale;
      case TF_HALF_PIXEL_FOR_NN -> (i + 0.5) / extent.scale;
      case TF_CROP_AND_RESIZE -> extent.to > 1
          ? extent.first * (extent.from - 1) + i * (extent.last - extent.first) * (extent.from - 1) / (extent.to - 1)
          : 0.5 * (extent.first + extent.last) * (extent.from - 1);
    };
  }

  private static double nearest(Resize.Nearest mode, double place) {
    return switch (mode) {
      case ROUND_PREFER_FLOOR -> Math.ceil(place - 0.5);
      case ROUND_PREFER_CEIL -> Math.floor(place + 0.5);
      case FLOOR -> Math.floor(place);
      case CEIL -> Math.ceil(place);
    };
  }

  private static long firstTap(double place, int taps) {
    return (long) Math.floor(place) - taps / 2 + 1;
  }

  private static double[] weights(Resize op, Extent extent, double place) {
    double t = place - Math.floor(place);
    return switch (op.mode()) {
      case NEAREST -> new double[] {1};
      case LINEAR -> new double[] {1 - t, t};
      case CUBIC -> {
        double a = op.cubicCoeffA();
        double[] weights = {far(a, t + 1), near(a, t), near(a, 1 - t), far(a, 2 - t)};
        yield op.excludeOutside() ? inside(weights, firstTap(place, 4), extent.from) : weights;
      }
    };
  }

  private static double near(double a, double t) {
    return ((a + 2) * t - (a + 3)) * t * t + 1;
  }

  private static double far(double a, double t) {
    return ((a * t - 5 * a) * t + 8 * a) * t - 4 * a;
  }

  /** Those beyond the border become 0, the others sum to 1. */
  private static double[] inside(double[] weights, long first, int extent) {
    for (int tap = 0; tap < weights.length; tap++) {
      weights[tap] = first + tap < 0 || first + tap >= extent ? 0 : weights[tap];
    }
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }

  /** Indices beyond the border are those of its element. */
  private void set(int i, long first, double[] weight) {
    for (int tap = 0; tap < weight.length; tap++) {
      indices.get(tap)[i] = Math.clamp(first + tap, 0, extent - 1);
      weights.get(tap)[i] = weight[tap];
    }
  }

  /** Whether every index of the result is that of the operand. */
  boolean changesNothing() {
    boolean same = outside.length == extent;
    for (int i = 0; same && i < extent; i++) {
      same = !outside[i];
      for (int tap = 0; same && tap < indices.size(); tap++) {
        same = indices.get(tap)[i] == i || weights.get(tap)[i] == 0;
      }
    }
    return same;
  }

  Tensor sampled(Tensor x, boolean picks) {
    int[] shape = x.shape();
    shape[axis] = outside.length;
    int inner = Tensor.strides(shape)[axis];
    if (picks) {
      return x.gathered(shape, i -> source(i, inner, 0));
    }
    return Tensor.reals(x.dtype(), shape, i -> {
      double sum = 0;
      for (int tap = 0; tap < indices.size(); tap++) {
        sum += weights.get(tap)[at(i, inner)] * x.real(source(i, inner, tap));
      }
      return sum;
    });
  }

  private int at(int i, int inner) {
    return i / inner % outside.length;
  }

  private int source(int i, int inner, int tap) {
    return (i / inner / outside.length * extent + (int) indices.get(tap)[at(i, inner)]) * inner + i % inner;
  }

  /** The elements that lie beyond the border replaced. */
  Tensor extrapolated(Tensor x, double value) {
    int inner = Tensor.strides(x.shape())[axis];
    return x.dtype().isReal()
        ? Tensor.reals(x.dtype(), x.shape(), i -> outside[at(i, inner)] ? value : x.real(i))
        : Tensor.integers(x.dtype(), x.shape(), i -> outside[at(i, inner)] ? (long) value : x.integer(i));
  }

  Operand sampled(Formula f, Operand x, boolean picks) {
    if (picks) {
      return f.of(new Gather(axis), x, f.integers(indices.getFirst()));
    }
    Operand sum = Operand.ABSENT;
    for (int tap = 0; tap < indices.size(); tap++) {
      if (Arrays.stream(weights.get(tap)).anyMatch(weight -> weight != 0)) {
        Operand part = f.times(f.of(new Gather(axis), x, f.integers(indices.get(tap))), column(f, x, weights.get(tap)));
        sum = sum instanceof Operand.Absent ? part : f.plus(sum, part);
      }
    }
    return sum;
  }

  Operand extrapolated(Formula f, Operand x, double value) {
    double[] keeps = new double[outside.length];
    double[] puts = new double[outside.length];
    for (int i = 0; i < outside.length; i++) {
      keeps[i] = outside[i] ? 0 : 1;
      puts[i] = outside[i] ? value : 0;
    }
    boolean all = Arrays.stream(keeps).allMatch(keep -> keep == 1);
    return all ? x : f.plus(f.times(x, column(f, x, keeps)), column(f, x, puts));
  }

  /** One number per index of the axis, of the rank that stretches to {@code x}. */
  private Operand column(Formula f, Operand x, double[] numbers) {
    int rank = f.type(x).rank();
    int[] shape = new int[rank - axis];
    Arrays.fill(shape, 1);
    shape[0] = numbers.length;
    DType dtype = f.type(x).dtype();
    return f.of(new Constant(dtype.isReal()
        ? Tensor.ofReals(dtype, shape, numbers.clone())
        : Tensor.ofIntegers(dtype, shape, Arrays.stream(numbers).mapToLong(number -> (long) number).toArray())));
  }
}
