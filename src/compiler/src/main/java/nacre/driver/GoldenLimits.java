package nacre.driver;

import java.util.List;
import nacre.codegen.GoldenTestEmitter.Limit;
import nacre.ir.DType;
import nacre.ir.Tensor;

/**
 * How far an output may be from the reference, known from the reference alone: eight times what {@link RoundingNoise} did to
 * it, at least eight units in the last place of the greatest element, and a unit more where the port keeps 16 bits. An element
 * that noise moves further than a thousandth of the greatest is undecided, as a whole number is that it changes.
 *
 * @param elements  how many the output has
 * @param undecided how many of them rounding decides, or all if none is a number
 */
record GoldenLimits(double tolerance, int elements, int undecided) {
  private static final double ROOM = 8;
  private static final double FAR = 1e-3;
  private static final double F32_UNIT = 0x1p-23;

  /** @param disturbed the same output of runs with noise */
  static GoldenLimits of(Tensor exact, List<Tensor> disturbed) {
    double greatest = 0;
    int numbers = 0;
    for (int i = 0; i < exact.elements(); i++) {
      if (Double.isFinite(exact.real(i))) {
        greatest = Math.max(greatest, Math.abs(exact.real(i)));
      }
      numbers += Double.isNaN(exact.real(i)) ? 0 : 1;
    }
    double far = exact.dtype().isReal() ? FAR * greatest : 0;
    double most = 0;
    int undecided = 0;
    for (int i = 0; i < exact.elements(); i++) {
      double error = error(exact, disturbed, i);
      most = error <= far ? Math.max(most, error) : most;
      undecided += error <= far ? 0 : 1;
    }
    double tolerance = exact.dtype().isReal() ? ROOM * (most + F32_UNIT * greatest) + unit(exact.dtype(), greatest) : 0;
    return new GoldenLimits(tolerance, exact.elements(), numbers == 0 ? exact.elements() : undecided);
  }

  private static double error(Tensor exact, List<Tensor> disturbed, int index) {
    double wanted = exact.real(index);
    double worst = 0;
    for (Tensor other : disturbed) {
      double found = other.real(index);
      double error = Double.compare(wanted, found) == 0 ? 0 : Math.abs(wanted - found);
      worst = Double.isNaN(error) ? Double.POSITIVE_INFINITY : Math.max(worst, error);
    }
    return worst;
  }

  /** A unit in the last place of a number, at most, if it is kept with 16 bits at the port. */
  private static double unit(DType dtype, double size) {
    return switch (dtype) {
      case F16 -> Math.max(size * 0x1p-10, 0x1p-24);
      case BF16 -> size * 0x1p-7;
      default -> 0;
    };
  }

  /** Whether so many elements are undecided that the others prove little. */
  boolean provesLittle() {
    return 10L * exceptions() > elements && undecided > 0;
  }

  private int exceptions() {
    return undecided == 0 ? 0 : (int) Math.min(elements, 4L * undecided + 4);
  }

  Limit limit() {
    return new Limit(tolerance, exceptions());
  }
}
