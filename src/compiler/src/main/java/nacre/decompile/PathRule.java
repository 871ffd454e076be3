package nacre.decompile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A line of a weight map: paths that start like {@code from}, and what stands for that in the file. Numbers that vary are
 * holes.
 *
 * @param from  text between the holes; the first part may be empty
 * @param to    what the file has: texts and numbers
 */
record PathRule(List<String> from, List<Part> to) {
  /** A part of the right side. */
  sealed interface Part {}

  record Text(String text) implements Part {}

  /** {@code factor * hole + offset}. */
  record Number(int hole, long factor, long offset) implements Part {}

  private static final String HOLES = "sbcdefghijkl";

  PathRule {
    from = List.copyOf(from);
    to = List.copyOf(to);
  }

  static PathRule plain(String path, String name) {
    return new PathRule(List.of(path), List.of(new Text(name)));
  }

  int holes() {
    return from.size() - 1;
  }

  static int mostHoles() {
    return HOLES.length();
  }

  /** How many characters of a path it matches, if it does. */
  Optional<Integer> matches(String path) {
    Matcher matcher = matcher(path);
    return matcher.lookingAt() ? Optional.of(matcher.end()) : Optional.empty();
  }

  /** What the file has for a path that it matches. */
  String apply(String path) {
    Matcher matcher = matcher(path);
    if (!matcher.lookingAt()) {
      throw new IllegalArgumentException("no match: " + path);
    }
    return to.stream().map(part -> switch (part) {
      case Text(String text) -> text;
      case Number(int hole, long factor, long offset) ->
          Long.toString(Long.parseLong(matcher.group(hole + 1)) * factor + offset);
    }).collect(Collectors.joining()) + path.substring(matcher.end());
  }

  private Matcher matcher(String path) {
    return Pattern.compile(from.stream().map(Pattern::quote).collect(Collectors.joining("([0-9]{1,9})")) + "(?=\\.|$)")
        .matcher(path);
  }

  /** The line as the text has it. */
  String text() {
    List<String> left = new ArrayList<>();
    IntStream.range(0, from.size())
        .forEach(i -> left.add((i == 0 ? "" : "{" + HOLES.charAt(i - 1) + "}") + from.get(i)));
    return "\"" + String.join("", left) + "\" = \""
        + to.stream().map(PathRule::text).collect(Collectors.joining()) + "\"";
  }

  private static String text(Part part) {
    return switch (part) {
      case Text(String text) -> text;
      case Number(int hole, long factor, long offset) -> "{" + (factor == 1 ? "" : factor + " * ") + HOLES.charAt(hole)
          + (offset == 0 ? "" : offset > 0 ? " + " + offset : " - " + -offset) + "}";
    };
  }
}
