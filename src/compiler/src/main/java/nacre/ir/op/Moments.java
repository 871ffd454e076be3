package nacre.ir.op;

import java.util.List;
import java.util.function.IntUnaryOperator;

import nacre.ir.Operand;
import nacre.ir.Tensor;

/** Mean and biased variance of each of some groups of a tensor's elements. */
final class Moments {
  private final Groups groups;
  private final double[] mean;
  private final double[] variance;

  private Moments(Groups groups, double[] mean, double[] variance) {
    this.groups = groups;
    this.mean = mean;
    this.variance = variance;
  }

  /** Which group, from 0 on, an element belongs to. */
  record Groups(int count, IntUnaryOperator of) {
    /** Elements that follow each other in row-major order, as many in each group. */
    static Groups runs(int count, int elements) {
      int length = Math.max(1, elements / Math.max(1, count));
      return new Groups(count, i -> i / length);
    }

    /** Elements with the same index on axis 0 and in the same one of {@code parts} equal parts of {@code axis}. */
    static Groups perImage(int[] shape, int axis, int parts) {
      int perImage = Tensor.strides(shape)[0];
      int inner = Tensor.strides(shape)[axis];
      int length = Math.max(1, shape[axis] / parts);
      return new Groups(shape[0] * parts, i -> i / perImage * parts + i / inner % shape[axis] / length);
    }
  }

  static Moments of(Tensor x, Groups groups) {
    double[] mean = means(x, groups, new double[groups.count()], 1);
    return new Moments(groups, mean, means(x, groups, mean, 2));
  }

  /** About zero instead of about the mean. */
  static Moments aboutZero(Tensor x, Groups groups) {
    double[] zeros = new double[groups.count()];
    return new Moments(groups, zeros, means(x, groups, zeros, 2));
  }

  private static double[] means(Tensor x, Groups groups, double[] centre, int power) {
    double[] sums = new double[groups.count()];
    for (int i = 0; i < x.elements(); i++) {
      int group = groups.of().applyAsInt(i);
      sums[group] += Math.pow(x.real(i) - centre[group], power);
    }
    int each = x.elements() / Math.max(1, groups.count());
    for (int group = 0; group < sums.length; group++) {
      sums[group] /= each;
    }
    return sums;
  }

  /** {@code (x - mean) / sqrt(variance + epsilon)} for element {@code i}. */
  double normalised(Tensor x, int i, double epsilon) {
    int group = groups.of().applyAsInt(i);
    return (x.real(i) - mean[group]) / Math.sqrt(variance[group] + epsilon);
  }

  /** {@code (x - mean) / sqrt(variance + epsilon)}, as nodes. */
  static Operand normalised(Formula f, Operand x, List<Integer> axes, double epsilon) {
    return scaledToUnit(f, f.minus(x, f.of(new ReduceMean(axes, true), x)), axes, epsilon);
  }

  /** {@code x / sqrt(mean(x^2) + epsilon)}, as nodes. */
  static Operand scaledToUnit(Formula f, Operand x, List<Integer> axes, double epsilon) {
    Operand squares = f.of(new ReduceMean(axes, true), f.times(x, x));
    return f.times(x, f.of(new Rsqrt(), f.plus(squares, epsilon)));
  }
}
