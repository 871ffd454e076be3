package nacre.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Draws from a seed. */
final class Draw {
  private final Random random;

  Draw(long seed) {
    random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** From 0 to {@code bound - 1}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  double uniform(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  double normal() {
    return random.nextGaussian();
  }

  <T> T of(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  List<Integer> permutation(int rank) {
    List<Integer> axes = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
    Collections.shuffle(axes, random);
    return axes;
  }
}
