package nacre.decompile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds few rules for many pairs of a path and its name in a file: pairs that differ in numbers alone are one rule. */
final class PathRules {
  private static final Pattern NUMBER = Pattern.compile("(?<![0-9])(?:0|[1-9][0-9]{0,8})(?![0-9])");

  /** A rule for a part of alike pairs has so many at least. */
  private static final int FEWEST = 3;
  /** From so many alike pairs, no part is looked for: each two are compared. */
  private static final int MOST_COMPARED = 128;

  /** A pair, taken apart at its numbers. */
  private record Pair(String path, String name) {
    String skeleton() {
      return NUMBER.matcher(path).replaceAll("#") + " " + NUMBER.matcher(name).replaceAll("#");
    }

    List<Long> left() {
      return numbers(path);
    }

    List<Long> right() {
      return numbers(name);
    }
  }

  private PathRules() {}

  /** Rules that give each path its name: exceptions first, as the first of equally long matches counts. */
  static List<PathRule> of(SequencedMap<String, String> names) {
    Map<String, List<Pair>> groups = new LinkedHashMap<>();
    names.forEach((path, name) -> {
      Pair pair = new Pair(path, name);
      groups.computeIfAbsent(pair.skeleton(), _ -> new ArrayList<>()).add(pair);
    });
    List<PathRule> plain = new ArrayList<>();
    List<PathRule> common = new ArrayList<>();
    for (List<Pair> group : groups.values()) {
      Optional<PathRule> one =
          widest(group).filter(rule -> common.stream().noneMatch(other -> other.from().equals(rule.from())));
      one.ifPresent(common::add);
      group.stream().filter(pair -> one.isEmpty() || !gives(one.get(), pair))
          .forEach(pair -> plain.add(PathRule.plain(pair.path(), pair.name())));
    }
    return Stream.concat(plain.stream(), common.stream()).toList();
  }

  /** The rule for most of the pairs, if there is one for several. */
  private static Optional<PathRule> widest(List<Pair> group) {
    Optional<PathRule> all = group.size() < 2 ? Optional.empty() : common(group);
    if (all.isPresent() || group.size() > MOST_COMPARED) {
      return all;
    }
    Optional<PathRule> widest = Optional.empty();
    long most = FEWEST - 1;
    for (int a = 0; a < group.size(); a++) {
      for (int b = a + 1; b < group.size(); b++) {
        Optional<PathRule> rule = common(List.of(group.get(a), group.get(b)));
        long given = rule.stream().mapToLong(one -> group.stream().filter(pair -> gives(one, pair)).count()).sum();
        if (given > most) {
          most = given;
          widest = rule;
        }
      }
    }
    return widest;
  }

  private static boolean gives(PathRule rule, Pair pair) {
    return rule.matches(pair.path()).filter(end -> end == pair.path().length()).isPresent()
        && rule.apply(pair.path()).equals(pair.name());
  }

  /** The name that rules give a path: the longest match counts, and the first of those that are equally long. */
  static String apply(List<PathRule> rules, String path) {
    return rules.stream().filter(rule -> rule.matches(path).isPresent())
        .max(Comparator.comparingInt(rule -> rule.matches(path).orElseThrow()))
        .map(rule -> rule.apply(path)).orElse(path);
  }

  private static Optional<PathRule> common(List<Pair> group) {
    List<List<Long>> left = group.stream().map(Pair::left).toList();
    List<Integer> holes = new ArrayList<>();
    for (int i = 0; i < left.getFirst().size(); i++) {
      int at = i;
      if (left.stream().map(numbers -> numbers.get(at)).distinct().count() > 1) {
        holes.add(i);
      }
    }
    if (holes.size() > PathRule.mostHoles()) {
      return Optional.empty();
    }
    List<PathRule.Part> to = new ArrayList<>();
    List<String> texts = between(group.getFirst().name());
    for (int i = 0; i < texts.size(); i++) {
      to.add(new PathRule.Text(texts.get(i)));
      if (i < texts.size() - 1) {
        Optional<PathRule.Part> number = number(group, i, holes);
        if (number.isEmpty()) {
          return Optional.empty();
        }
        to.add(number.get());
      }
    }
    return Optional.of(new PathRule(joined(group.getFirst().path(), holes), to));
  }

  /** A number of the name, as a constant or by a number of the path. */
  private static Optional<PathRule.Part> number(List<Pair> group, int index, List<Integer> holes) {
    List<Long> values = group.stream().map(pair -> pair.right().get(index)).toList();
    if (values.stream().distinct().count() == 1) {
      return Optional.of(new PathRule.Text(Long.toString(values.getFirst())));
    }
    for (int hole = 0; hole < holes.size(); hole++) {
      int at = holes.get(hole);
      Optional<PathRule.Part> line = line(hole, group.stream().map(pair -> pair.left().get(at)).toList(), values);
      if (line.isPresent()) {
        return line;
      }
    }
    return Optional.empty();
  }

  /** {@code y = factor * x + offset} through all points, with a factor above 0. */
  private static Optional<PathRule.Part> line(int hole, List<Long> x, List<Long> y) {
    int other = 0;
    while (other < x.size() && x.get(other).equals(x.getFirst())) {
      other++;
    }
    if (other == x.size()) {
      return Optional.empty();
    }
    long run = x.get(other) - x.getFirst();
    long factor = (y.get(other) - y.getFirst()) / run;
    long offset = y.getFirst() - factor * x.getFirst();
    boolean all = factor > 0;
    for (int i = 0; i < x.size(); i++) {
      all &= y.get(i) == factor * x.get(i) + offset;
    }
    all &= factor == 1 || x.size() > 2;
    return all ? Optional.of(new PathRule.Number(hole, factor, offset)) : Optional.empty();
  }

  /** The texts around the numbers that are holes; the others are text. */
  private static List<String> joined(String path, List<Integer> holes) {
    List<String> texts = between(path);
    List<Long> numbers = numbers(path);
    List<String> parts = new ArrayList<>(List.of(texts.getFirst()));
    for (int i = 0; i < numbers.size(); i++) {
      if (holes.contains(i)) {
        parts.add(texts.get(i + 1));
      } else {
        parts.add(parts.removeLast() + numbers.get(i) + texts.get(i + 1));
      }
    }
    return parts;
  }

  private static List<String> between(String text) {
    return List.of(NUMBER.split(text, -1));
  }

  private static List<Long> numbers(String text) {
    return NUMBER.matcher(text).results().map(MatchResult::group).map(Long::valueOf).toList();
  }
}
