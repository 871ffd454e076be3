package nacre.ir.op;

import java.util.List;

import nacre.ir.Tensor;

/**
 * The meaning of {@link Conv2d} in float64: {@code y[n, o, p, q] = b[o] + sum over c, i, j of W[o, c, i, j] * x[n, g(o) +
 * c, p * stride + i * dilation - before, q * ...]}, elements beyond the border being 0.
 */
final class Convolution {
  private final Conv2d op;
  private final List<Integer> before;
  private final Tensor weight;
  private final double[] x;
  private final double[] w;
  private final int[] xShape;
  private final int[] xStrides;
  private final int[] yShape;
  private final int[] yStrides;
  private final double[] y;
  private final Evaluation evaluation;

  Convolution(Conv2d op, List<Integer> before, Evaluation evaluation) {
    this.op = op;
    this.before = before;
    this.evaluation = evaluation;
    this.weight = evaluation.tensor(Conv2d.WEIGHT);
    this.x = evaluation.tensor(Conv2d.X).toReals();
    this.w = weight.toReals();
    this.xShape = evaluation.tensor(Conv2d.X).shape();
    this.xStrides = Tensor.strides(xShape);
    this.yShape = evaluation.resultShape(0);
    this.yStrides = Tensor.strides(yShape);
    this.y = new double[Tensor.elements(yShape)];
  }

  Tensor result() {
    int filters = weight.dim(0);
    for (int n = 0; n < yShape[0]; n++) {
      for (int o = 0; o < filters; o++) {
        plane(n, o);
      }
    }
    return Tensor.ofReals(evaluation.tensor(Conv2d.X).dtype(), yShape, y);
  }

  private void plane(int n, int o) {
    int inGroup = weight.dim(1);
    int group = o / (weight.dim(0) / op.groups());
    int to = n * yStrides[0] + o * yStrides[op.axis()];
    bias(to, o);
    for (int c = 0; c < inGroup; c++) {
      int from = n * xStrides[0] + (group * inGroup + c) * xStrides[op.axis()];
      for (int i = 0; i < weight.dim(2); i++) {
        for (int j = 0; j < weight.dim(3); j++) {
          tap(w[((o * inGroup + c) * weight.dim(2) + i) * weight.dim(3) + j], from, to, i, j);
        }
      }
    }
  }

  private void bias(int to, int o) {
    double bias = evaluation.has(Conv2d.BIAS) ? evaluation.tensor(Conv2d.BIAS).real(o) : 0;
    for (int p = 0; p < yShape[rows()]; p++) {
      for (int q = 0; q < yShape[columns()]; q++) {
        y[to + p * yStrides[rows()] + q * yStrides[columns()]] = bias;
      }
    }
  }

  /** Adds what one weight contributes; only columns whose source lies in the picture are visited. */
  private void tap(double factor, int from, int to, int i, int j) {
    int step = op.stride().get(1);
    int shift = j * op.dilation().get(1) - before.get(1);
    int first = Math.max(0, Math.ceilDiv(-shift, step));
    int last = Math.min(yShape[columns()], Math.floorDiv(xShape[columns()] - 1 - shift, step) + 1);
    int xStep = xStrides[columns()];
    int yStep = yStrides[columns()];
    for (int p = 0; p < yShape[rows()]; p++) {
      int row = p * op.stride().get(0) + i * op.dilation().get(0) - before.get(0);
      if (row < 0 || row >= xShape[rows()]) {
        continue;
      }
      int source = from + row * xStrides[rows()];
      int target = to + p * yStrides[rows()];
      addRow(target + first * yStep, yStep, factor, source + (first * step + shift) * xStep, step * xStep,
          last - first);
    }
  }

  /** {@code y[to + k * yStep] += factor * x[from + k * xStep]}; neighbours are common and quick. */
  private void addRow(int to, int yStep, double factor, int from, int xStep, int count) {
    double[] sums = y;
    double[] elements = x;
    if (xStep == 1 && yStep == 1) {
      for (int k = 0; k < count; k++) {
        sums[to + k] += factor * elements[from + k];
      }
      return;
    }
    for (int k = 0; k < count; k++) {
      sums[to + k * yStep] += factor * elements[from + k * xStep];
    }
  }

  private int rows() {
    return op.axis() == 1 ? 2 : 1;
  }

  private int columns() {
    return op.axis() == 1 ? 3 : 2;
  }
}
