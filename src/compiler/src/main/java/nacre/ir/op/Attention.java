package nacre.ir.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Shape;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.TypeError;

/**
 * What attention is: {@code softmax(scale * Q K^T + mask) V} over matrices in the last two axes, leading axes stretched by
 * NumPy's rule. A mask of truth values says which places take part, one of reals is added; a causal one leaves out the
 * places after a row's own.
 */
record Attention(boolean causal, double scale) {
  /** {@code [..., L, F]} of queries {@code [..., L, E]}, keys {@code [..., S, E]}, values {@code [..., S, F]}. */
  static TensorType infer(TensorType query, TensorType key, TensorType value, Optional<TensorType> mask) {
    boolean alike = query.dtype().isReal() && query.dtype() == key.dtype() && query.dtype() == value.dtype();
    if (!alike || query.rank() < 2 || key.rank() < 2 || value.rank() < 2) {
      throw new TypeError("found " + query + ", " + key + " and " + value
          + ", required reals [..., L, E], [..., S, E] and [..., S, F] of one element type");
    }
    if (!query.dims().getLast().provablyEquals(key.dims().getLast())) {
      throw new TypeError("found queries " + query + " and keys " + key + ", required as many features in both");
    }
    if (!key.dim(key.rank() - 2).provablyEquals(value.dim(value.rank() - 2))) {
      throw new TypeError("found keys " + key + " and values " + value + ", required as many values as keys");
    }
    Shape.Ranked leading = stretched(stretched(leading(query), leading(key)), leading(value));
    List<Dim> dims = new ArrayList<>(leading.dims());
    dims.add(query.dim(query.rank() - 2));
    List<Dim> scores = new ArrayList<>(dims);
    scores.add(key.dim(key.rank() - 2));
    mask.ifPresent(type -> checkMask(type, query.dtype(), Shape.of(scores)));
    dims.add(value.dims().getLast());
    return query.withDims(dims);
  }

  private static void checkMask(TensorType mask, DType reals, Shape.Ranked scores) {
    boolean fits = mask.dtype() == DType.BOOL || mask.dtype() == reals;
    if (!fits || Shape.broadcast(Shape.of(mask.dims()), scores).filter(scores::equals).isEmpty()) {
      throw new TypeError("found a mask " + mask + ", required truth values or " + reals.text()
          + " that stretch to the scores " + scores);
    }
  }

  private static Shape.Ranked leading(TensorType type) {
    return Shape.of(type.dims().subList(0, type.rank() - 2));
  }

  private static Shape.Ranked stretched(Shape.Ranked a, Shape.Ranked b) {
    return Shape.broadcast(a, b).orElseThrow(
        () -> new TypeError("found leading extents " + a + " and " + b + ", required ones that are equal or 1"));
  }

  Tensor evaluate(Tensor query, Tensor key, Tensor value, Optional<Tensor> mask, int[] shape) {
    int rows = shape[shape.length - 2];
    int features = shape[shape.length - 1];
    int places = key.dim(key.rank() - 2);
    int[] scores = shape.clone();
    scores[shape.length - 1] = places;
    Matrices queries = new Matrices(query, shape.length);
    Matrices keys = new Matrices(key, shape.length);
    Matrices values = new Matrices(value, shape.length);
    double[] y = new double[Tensor.elements(shape)];
    for (int row = 0; row < y.length / Math.max(1, features); row++) {
      int[] index = index(row, shape);
      double[] shares = new double[places];
      for (int place = 0; place < places; place++) {
        double score = factor(query) * queries.product(index, row % rows, keys, place);
        shares[place] = masked(score, mask, row * places + place, scores, place > row % rows);
      }
      softmax(shares);
      for (int feature = 0; feature < features; feature++) {
        for (int place = 0; place < places; place++) {
          y[row * features + feature] += shares[place] * values.element(index, place, feature);
        }
      }
    }
    return Tensor.ofReals(query.dtype(), shape, y);
  }

  private double factor(Tensor query) {
    return scale == 0 ? 1 / Math.sqrt(query.dim(query.rank() - 1)) : scale;
  }

  private double masked(double score, Optional<Tensor> mask, int at, int[] scores, boolean later) {
    if (causal && later) {
      return Double.NEGATIVE_INFINITY;
    }
    if (mask.isEmpty()) {
      return score;
    }
    Tensor given = mask.get();
    int from = Elementwise.source(at, scores, Elementwise.broadcastStrides(given.shape(), scores));
    if (given.dtype() == DType.BOOL) {
      return given.integer(from) == 0 ? Double.NEGATIVE_INFINITY : score;
    }
    return score + given.real(from);
  }

  private static void softmax(double[] scores) {
    double most = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      most = Math.max(most, score);
    }
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Math.exp(scores[i] - most);
      sum += scores[i];
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] /= sum;
    }
  }

  /** The leading axes of a row of the result. */
  private static int[] index(int row, int[] shape) {
    int[] index = new int[shape.length - 2];
    int rest = row / shape[shape.length - 2];
    for (int axis = index.length - 1; axis >= 0; axis--) {
      index[axis] = rest % shape[axis];
      rest /= shape[axis];
    }
    return index;
  }

  /** A tensor's last two axes, its leading ones stretched to another rank. */
  private static final class Matrices {
    private final Tensor tensor;
    private final int added;
    private final int columns;

    Matrices(Tensor tensor, int rank) {
      this.tensor = tensor;
      this.added = rank - tensor.rank();
      this.columns = tensor.dim(tensor.rank() - 1);
    }

    double element(int[] index, int row, int column) {
      int matrix = 0;
      for (int axis = 0; axis < tensor.rank() - 2; axis++) {
        matrix = matrix * tensor.dim(axis) + (tensor.dim(axis) == 1 ? 0 : index[axis + added]);
      }
      return tensor.real((matrix * tensor.dim(tensor.rank() - 2) + row) * columns + column);
    }

    double product(int[] index, int row, Matrices other, int otherRow) {
      double sum = 0;
      for (int k = 0; k < columns; k++) {
        sum += element(index, row, k) * other.element(index, otherRow, k);
      }
      return sum;
    }
  }
}
