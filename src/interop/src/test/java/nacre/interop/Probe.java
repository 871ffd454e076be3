package nacre.interop;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One node in one setting.
 *
 * @param input      extents of what it reads
 * @param stored     its other inputs: a type, for numbers that are drawn, a type with numbers, or `-` for none
 * @param attributes as lines of models say them
 */
record Probe(String operator, List<Integer> input, List<String> stored, String attributes) {
  Probe {
    input = List.copyOf(input);
    stored = List.copyOf(stored);
  }

  /** The input that probes of the same extents share. */
  String inputName() {
    return "x" + input.stream().map(String::valueOf).collect(Collectors.joining("_"));
  }

  String inputType() {
    return type(input);
  }

  /** The type of a tensor of reals. */
  static String type(List<Integer> extents) {
    return "f32[" + extents.stream().map(String::valueOf).collect(Collectors.joining(",")) + "]";
  }

  /** Lines of a model for it; its result is {@code y} with a number. */
  String lines(int number, SplittableRandom random) {
    StringBuilder lines = new StringBuilder();
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < stored.size(); i++) {
      String name = "w" + number + "_" + i;
      boolean absent = stored.get(i).equals("-");
      names.append(' ').append(absent ? "-" : name);
      if (!absent) {
        lines.append("init ").append(name).append(' ').append(filled(stored.get(i), random)).append('\n');
      }
    }
    return lines.append("node @n").append(number).append(' ').append(operator).append(' ').append(inputName())
        .append(names).append(" -> y").append(number).append(' ').append(attributes).append("\nout y").append(number)
        .append('\n').toString();
  }

  private static String filled(String stored, SplittableRandom random) {
    if (stored.contains(" ")) {
      return stored;
    }
    String[] extents = stored.substring(stored.indexOf('[') + 1, stored.indexOf(']')).split(",");
    int elements = Arrays.stream(extents).mapToInt(Integer::parseInt).reduce(1, (a, b) -> a * b);
    return stored + IntStream.range(0, elements)
        .mapToObj(_ -> String.format(Locale.ROOT, " %.5f", random.nextDouble(-1, 1))).collect(Collectors.joining());
  }

  @Override
  public String toString() {
    return operator + " " + inputType() + " " + stored + " " + attributes;
  }
}
