package nacre.ir.op;

import nacre.ir.Operand;

/** Powers and roots of sums of powers, as nodes; the commonest ones are spared the logarithm. */
final class Norms {
  private Norms() {}

  /** {@code (sum of |x|^p)^(1/p)} over the first elements. */
  static double of(double[] elements, int count, int p) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += Math.pow(Math.abs(elements[i]), p);
    }
    return Math.pow(sum, 1.0 / p);
  }

  /** {@code |x|^p}. */
  static Operand power(Formula f, Operand x, int p) {
    return switch (p) {
      case 1 -> f.of(new Abs(), x);
      case 2 -> f.times(x, x);
      default -> f.of(new Pow(), f.of(new Abs(), x), f.number(f.type(x).dtype(), p));
    };
  }

  /** {@code sum^(1/p)} of a sum that is not negative. */
  static Operand root(Formula f, Operand sum, int p) {
    return switch (p) {
      case 1 -> sum;
      case 2 -> f.of(new Sqrt(), sum);
      default -> f.of(new Pow(), sum, f.number(f.type(sum).dtype(), 1.0 / p));
    };
  }
}
