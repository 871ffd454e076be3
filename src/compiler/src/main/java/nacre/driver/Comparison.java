package nacre.driver;

import java.util.SequencedMap;

import nacre.ir.Tensor;

/**
 * How far the outputs of two runs lie apart.
 *
 * @param output the output with the worst difference
 * @param worst  the greatest difference of two elements, relative to the greatest element of the reference, at least 1;
 *               infinite where outputs are missing or have other types, or only one is a number
 */
record Comparison(String output, double worst) {
  static Comparison of(SequencedMap<String, Tensor> reference, SequencedMap<String, Tensor> other) {
    if (!reference.sequencedKeySet().equals(other.sequencedKeySet())) {
      return new Comparison(String.join(", ", other.keySet()), Double.POSITIVE_INFINITY);
    }
    Comparison worst = new Comparison("", 0);
    for (var entry : reference.entrySet()) {
      double found = difference(entry.getValue(), other.getOrDefault(entry.getKey(), entry.getValue()));
      if (found > worst.worst() || worst.output().isEmpty()) {
        worst = new Comparison(entry.getKey(), found);
      }
    }
    return worst;
  }

  private static double difference(Tensor reference, Tensor other) {
    if (!reference.type().equals(other.type())) {
      return Double.POSITIVE_INFINITY;
    }
    double greatest = 1;
    double worst = 0;
    for (int i = 0; i < reference.elements(); i++) {
      double a = reference.real(i);
      double b = other.real(i);
      greatest = Math.max(greatest, Math.abs(a));
      boolean same = Double.compare(a, b) == 0;
      double difference = same ? 0 : Math.abs(a - b);
      worst = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(worst, difference);
    }
    return worst / greatest;
  }

  @Override
  public String toString() {
    return "output `" + output + "` differs by " + worst;
  }
}
