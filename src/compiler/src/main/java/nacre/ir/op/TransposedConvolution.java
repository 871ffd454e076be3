package nacre.ir.op;

import java.util.Arrays;
import java.util.List;

import nacre.ir.Tensor;

/**
 * The meaning of transposed convolutions in float64: every element of x adds its window, {@code y[n, o, p * stride + i *
 * dilation - before, q * ...] += x[n, c, p, q] * W[c, o, i, j]} for the filters {@code o} of the group of {@code c}.
 */
final class TransposedConvolution {
  private final Evaluation evaluation;
  private final int perGroup;
  private final int inGroup;
  private final Tensor x;
  private final double[] weight;
  private final double[] y;
  private final Grid from;
  private final Grid to;
  private final int[] window;
  private final int[] stride;
  private final int[] dilation;
  private final int[] before;

  private TransposedConvolution(TransposedConv layer, Evaluation evaluation) {
    this.evaluation = evaluation;
    Tensor weights = evaluation.tensor(TransposedConv.WEIGHT);
    List<Integer> kernel = layer.space().window(evaluation.site().tensor(TransposedConv.WEIGHT));
    perGroup = weights.dim(1);
    inGroup = Math.max(1, weights.dim(0) / layer.groups());
    x = evaluation.tensor(TransposedConv.X);
    weight = weights.toReals();
    from = new Grid(x.shape(), layer.axis());
    to = new Grid(evaluation.resultShape(0), layer.axis());
    y = new double[Tensor.elements(evaluation.resultShape(0))];
    window = Grid.padded(kernel, 1);
    stride = Grid.padded(layer.stride(), 1);
    dilation = Grid.padded(layer.dilation(), 1);
    before = Grid.padded(layer.before(kernel), 0);
  }

  static Tensor of(TransposedConv layer, Evaluation evaluation) {
    return new TransposedConvolution(layer, evaluation).result();
  }

  private Tensor result() {
    bias();
    for (int n = 0; n < from.batch(); n++) {
      for (int c = 0; c < from.channels(); c++) {
        for (int pixel = 0; pixel < from.pixels(); pixel++) {
          int[] at = Grid.position(pixel, from.extent(1), from.extent(2));
          double element =
              x.real(from.plane(n, c) + at[0] * from.step(0) + at[1] * from.step(1) + at[2] * from.step(2));
          spread(element, n, c, at);
        }
      }
    }
    return Tensor.ofReals(x.dtype(), evaluation.resultShape(0), y);
  }

  private void bias() {
    if (!evaluation.has(TransposedConv.BIAS)) {
      return;
    }
    double[] bias = evaluation.tensor(TransposedConv.BIAS).toReals();
    Arrays.setAll(y, i -> bias[to.channelOf(i)]);
  }

  /** Adds the windows that one element puts on the filters of its group. */
  private void spread(double element, int n, int c, int[] at) {
    int taps = window[0] * window[1] * window[2];
    for (int o = 0; o < perGroup; o++) {
      int target = to.plane(n, c / inGroup * perGroup + o);
      for (int tap = 0; tap < taps; tap++) {
        int[] in = Grid.position(tap, window[1], window[2]);
        boolean inside = true;
        int place = target;
        for (int axis = 0; axis < Grid.AXES; axis++) {
          int meets = at[axis] * stride[axis] + in[axis] * dilation[axis] - before[axis];
          inside &= meets >= 0 && meets < to.extent(axis);
          place += meets * to.step(axis);
        }
        if (inside) {
          y[place] += element * weight[(c * perGroup + o) * taps + tap];
        }
      }
    }
  }
}
