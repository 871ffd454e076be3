package nacre.ir.op;

import nacre.ir.Tensor;

/**
 * The meaning of convolutions in float64: {@code y[n, o, p, q] = b[o] + sum over c, i, j of W[o, c, i, j] * x[n, g(o) + c, p
 * * stride + i * dilation - before, q * ...]}, elements beyond the border being 0; likewise over one axis or three.
 */
final class Convolution {
  private final Evaluation evaluation;
  private final int filters;
  private final int inGroup;
  private final int perGroup;
  private final double[] x;
  private final double[] weight;
  private final double[] y;
  private final Grid from;
  private final Grid to;
  private final int[] window;
  private final int[] stride;
  private final int[] dilation;
  private final int[] before;

  private Convolution(ConvLayer layer, Evaluation evaluation) {
    this.evaluation = evaluation;
    Tensor weights = evaluation.tensor(ConvLayer.WEIGHT);
    Windows windows = layer.windows(evaluation.site().tensor(ConvLayer.WEIGHT));
    filters = weights.dim(0);
    inGroup = weights.dim(1);
    perGroup = Math.max(1, filters / layer.groups());
    x = evaluation.tensor(ConvLayer.X).toReals();
    weight = weights.toReals();
    from = new Grid(evaluation.tensor(ConvLayer.X).shape(), layer.axis());
    to = new Grid(evaluation.resultShape(0), layer.axis());
    y = new double[Tensor.elements(evaluation.resultShape(0))];
    window = Grid.padded(windows.kernel(), 1);
    stride = Grid.padded(windows.stride(), 1);
    dilation = Grid.padded(windows.dilation(), 1);
    before = Grid.padded(windows.before(evaluation.site().tensor(ConvLayer.X)), 0);
  }

  static Tensor of(ConvLayer layer, Evaluation evaluation) {
    return new Convolution(layer, evaluation).result();
  }

  private Tensor result() {
    for (int n = 0; n < to.batch(); n++) {
      for (int o = 0; o < filters; o++) {
        plane(n, o);
      }
    }
    return Tensor.ofReals(evaluation.tensor(ConvLayer.X).dtype(), evaluation.resultShape(0), y);
  }

  private void plane(int n, int o) {
    int target = to.plane(n, o);
    bias(target, o);
    int taps = window[0] * window[1] * window[2];
    for (int c = 0; c < inGroup; c++) {
      int source = from.plane(n, o / perGroup * inGroup + c);
      for (int tap = 0; tap < taps; tap++) {
        tap(weight[(o * inGroup + c) * taps + tap], source, target, Grid.position(tap, window[1], window[2]));
      }
    }
  }

  private void bias(int target, int o) {
    double bias = evaluation.has(ConvLayer.BIAS) ? evaluation.tensor(ConvLayer.BIAS).real(o) : 0;
    for (int d = 0; d < to.extent(0); d++) {
      for (int p = 0; p < to.extent(1); p++) {
        for (int q = 0; q < to.extent(2); q++) {
          y[target + d * to.step(0) + p * to.step(1) + q * to.step(2)] = bias;
        }
      }
    }
  }

  /** Adds what one weight contributes; only columns whose source lies in the picture are visited. */
  private void tap(double factor, int source, int target, int[] at) {
    int shift = at[2] * dilation[2] - before[2];
    int first = Math.max(0, Math.ceilDiv(-shift, stride[2]));
    int last = Math.min(to.extent(2), Math.floorDiv(from.extent(2) - 1 - shift, stride[2]) + 1);
    for (int d = 0; d < to.extent(0); d++) {
      int layer = d * stride[0] + at[0] * dilation[0] - before[0];
      for (int p = 0; p < to.extent(1); p++) {
        int row = p * stride[1] + at[1] * dilation[1] - before[1];
        if (layer >= 0 && layer < from.extent(0) && row >= 0 && row < from.extent(1)) {
          addRow(target + d * to.step(0) + p * to.step(1) + first * to.step(2), factor,
              source + layer * from.step(0) + row * from.step(1) + (first * stride[2] + shift) * from.step(2),
              last - first);
        }
      }
    }
  }

  /** {@code y[to + k * yStep] += factor * x[from + k * xStep]}; neighbours are common and quick. */
  private void addRow(int target, double factor, int source, int count) {
    double[] sums = y;
    double[] elements = x;
    int yStep = to.step(2);
    int xStep = stride[2] * from.step(2);
    if (xStep == 1 && yStep == 1) {
      for (int k = 0; k < count; k++) {
        sums[target + k] += factor * elements[source + k];
      }
      return;
    }
    for (int k = 0; k < count; k++) {
      sums[target + k * yStep] += factor * elements[source + k * xStep];
    }
  }
}
