package nacre.interop;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Settings of sliding windows, axis by axis, drawn from a seed; words in the order in which ONNX wants them. */
final class Settings {
  private final SplittableRandom random;

  Settings(long seed) {
    random = new SplittableRandom(seed);
  }

  /** How much larger than in the build a sweep is. */
  static int scale() {
    return Integer.getInteger("nacre.sweep", 1);
  }

  @SafeVarargs
  final <T> T one(T... of) {
    return of[random.nextInt(of.length)];
  }

  int from(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /** A number for each axis. */
  List<Integer> each(int axes, Integer... of) {
    return IntStream.range(0, axes).mapToObj(_ -> one(of)).toList();
  }

  /** Padding in one of its forms: none, a word, or numbers before and after each axis, all below {@code limits}. */
  String padding(List<Integer> limits) {
    String word = one("", "", "", "SAME_UPPER", "SAME_LOWER", "VALID", "NOTSET");
    if (!word.isEmpty() && !word.equals("NOTSET")) {
      return " auto_pad=\"" + word + "\"";
    }
    List<Integer> pads = new ArrayList<>();
    for (int side = 0; side < 2; side++) {
      limits.forEach(limit -> pads.add(from(0, limit - 1)));
    }
    return " pads=" + words(pads) + (word.isEmpty() ? "" : " auto_pad=\"NOTSET\"");
  }

  static String words(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
  }
}
