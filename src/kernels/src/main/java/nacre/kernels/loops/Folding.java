package nacre.kernels.loops;

import nacre.kernels.call.Fold;
import nacre.kernels.call.Pointwise.Number;

/** Folds of single elements: floats in double, whole numbers in 64 bits. */
final class Folding {

  private Folding() {}

  /** What no element at all becomes. */
  static double start(Fold fold) {
    return switch (fold) {
      case SUM, MEAN -> 0;
      case MAX -> Double.NEGATIVE_INFINITY;
      case MIN -> Double.POSITIVE_INFINITY;
      case PRODUCT -> 1;
    };
  }

  static double next(Fold fold, double soFar, double element) {
    return switch (fold) {
      case SUM, MEAN -> soFar + element;
      case MAX -> Math.max(soFar, element);
      case MIN -> Math.min(soFar, element);
      case PRODUCT -> soFar * element;
    };
  }

  /** What no element at all becomes. */
  static long start(Fold fold, Number number) {
    return switch (fold) {
      case SUM, MEAN -> 0;
      case MAX -> number.value(number.lowest());
      case MIN -> number.value(number.greatest());
      case PRODUCT -> 1;
    };
  }

  /** Products are kept at the width of the numbers, so that they never leave 64 bits. */
  static long next(Fold fold, Number number, long soFar, long element) {
    return switch (fold) {
      case SUM, MEAN -> soFar + element;
      case MAX -> Math.max(soFar, element);
      case MIN -> Math.min(soFar, element);
      case PRODUCT -> number.value(Wholes.kept(number, soFar * element));
    };
  }
}
