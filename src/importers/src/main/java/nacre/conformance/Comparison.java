package nacre.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nacre.ir.Tensor;

/** Compares results with those that are expected. */
final class Comparison {
  private final Tolerance tolerance;
  private Deviation worst = Deviation.NONE;

  Comparison(Tolerance tolerance) {
    this.tolerance = tolerance;
  }

  Deviation worst() {
    return worst;
  }

  /** What is wrong with a result, if anything is. */
  Optional<String> objection(String name, Tensor found, Tensor expected) {
    if (found.dtype() != expected.dtype() || !Arrays.equals(found.shape(), expected.shape())) {
      return Optional.of("output `" + name + "`: found " + found.type() + ", required " + expected.type());
    }
    int wrong = 0;
    int at = -1;
    double excess = 0;
    for (int i = 0; i < expected.elements(); i++) {
      double over = excess(found, expected, i);
      if (over > 0) {
        wrong++;
        if (over > excess) {
          excess = over;
          at = i;
        }
      }
    }
    return wrong == 0 ? Optional.empty()
        : Optional.of("output `" + name + "`: " + wrong + " of " + expected.elements()
            + " elements differ; the worst is element " + at + ", found " + found.real(at) + ", required "
            + expected.real(at) + ulps(found, expected, at));
  }

  /** By how much a difference is more than it may be. */
  private double excess(Tensor found, Tensor expected, int i) {
    if (!expected.dtype().isReal()) {
      return found.integer(i) == expected.integer(i) ? 0 : Math.abs((double) found.integer(i) - expected.integer(i));
    }
    double a = found.real(i);
    double b = expected.real(i);
    if (Double.isNaN(a) && Double.isNaN(b) || a == b || (float) a == (float) b) {
      return 0;
    }
    double difference = Math.abs(a - b);
    if (Double.isNaN(difference) || Double.isInfinite(difference)) {
      return Double.MAX_VALUE;
    }
    worst = worst.max(Deviation.of(a, b));
    return Math.max(0, difference - tolerance.of(expected.dtype()).around(b));
  }

  private static String ulps(Tensor found, Tensor expected, int at) {
    boolean real = expected.dtype().isReal() && Double.isFinite(found.real(at)) && Double.isFinite(expected.real(at));
    return real ? " (" + Deviation.of(found.real(at), expected.real(at)).ulps() + " ULP)" : "";
  }

  /** The first objection to several results. */
  Optional<String> objection(List<String> names, List<Tensor> found, List<Tensor> expected) {
    if (expected.size() > names.size()) {
      return Optional.of("found " + names.size() + " outputs, required " + expected.size());
    }
    for (int i = 0; i < expected.size(); i++) {
      Optional<String> objection = objection(names.get(i), found.get(i), expected.get(i));
      if (objection.isPresent()) {
        return objection;
      }
    }
    return Optional.empty();
  }
}
