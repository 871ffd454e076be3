package nacre.passes;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import nacre.analysis.Analyses;
import nacre.ir.DType;
import nacre.ir.Graph;
import nacre.ir.Operand;
import nacre.ir.Tensor;
import nacre.reference.Interpreter;

/**
 * Evaluates a region and what replaces it on the same hostile values, in float64, and compares what comes out. Both stand
 * side by side in one small graph that starts at the taps.
 */
final class RegionCheck {
  /** Reassociation of sums in float64, relative to the largest element of a tensor, or to 1. */
  private static final double REAL_TOLERANCE = 1e-9;
  private static final double APPROXIMATE_TOLERANCE = 1e-3;

  private final Exactness exactness;

  private RegionCheck(Exactness exactness) {
    this.exactness = exactness;
  }

  /**
   * Where the two differ, in words; empty if they agree, or if no extents can be chosen to evaluate them with.
   *
   * @param renamed what replacements before this one, found to be right, made equal
   */
  static Optional<String> difference(Analyses analyses, Sweep.Match match, Probe.Renamed renamed) {
    if (match.replaced().patch().redirected().values().stream().allMatch(Operand.Absent.class::isInstance)) {
      return Optional.empty();
    }
    RegionCheck check = new RegionCheck(match.replaced().exactness());
    return Probe.of(analyses, match, renamed).stream()
        .flatMap(probe -> Arrays.stream(Hostility.values())
            .flatMap(hostility -> check.difference(probe, hostility).stream()))
        .findFirst();
  }

  private Optional<String> difference(Graph probe, Hostility hostility) {
    Map<String, Tensor> results = new Interpreter(probe).run(hostility.inputs(probe), hostility::param);
    List<Tensor> pairs = List.copyOf(results.values());
    for (int i = 0; i < pairs.size(); i += 2) {
      Optional<String> difference = difference(pairs.get(i), pairs.get(i + 1));
      if (difference.isPresent()) {
        return difference.map(text -> text + ", with " + hostility.description());
      }
    }
    return Optional.empty();
  }

  private Optional<String> difference(Tensor before, Tensor after) {
    if (!before.type().equals(after.type())) {
      return Optional.of("found " + after.type() + ", required " + before.type());
    }
    double allowed = switch (exactness) {
      case BIT_EXACT -> 0;
      case REAL_EXACT -> REAL_TOLERANCE * Math.max(largest(before), largest(after));
      case APPROXIMATE -> APPROXIMATE_TOLERANCE * Math.max(largest(before), largest(after));
    };
    for (int i = 0; i < before.elements(); i++) {
      if (!agree(before, after, i, allowed)) {
        return Optional.of("found " + after.real(i) + ", required " + before.real(i) + " at element " + i + " of "
            + before.type());
      }
    }
    return Optional.empty();
  }

  private static boolean agree(Tensor before, Tensor after, int i, double allowed) {
    if (before.dtype().kind() != DType.Kind.REAL) {
      return before.integer(i) == after.integer(i);
    }
    double a = before.real(i);
    double b = after.real(i);
    return Double.compare(a, b) == 0 || a == b || Math.abs(a - b) <= allowed;
  }

  private static double largest(Tensor tensor) {
    double largest = 1;
    for (int i = 0; i < tensor.elements(); i++) {
      double size = Math.abs(tensor.real(i));
      largest = size > largest && size < Double.POSITIVE_INFINITY ? size : largest;
    }
    return largest;
  }
}
