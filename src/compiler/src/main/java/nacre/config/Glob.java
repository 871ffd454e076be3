package nacre.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

import nacre.source.InputException;

/**
 * A pattern of paths with {@code /} between names. In a name, {@code *} stands for any letters, {@code ?} for one,
 * {@code [a-z]} and {@code [!a-z]} for one of a set; the name {@code **} stands for any number of names, also none. Case
 * counts. To match takes time in proportion to pattern and path, whatever they are.
 */
final class Glob {
  private static final String EVERYTHING = "**";

  /** What stands for a letter of a name, or for several. */
  private sealed interface Letter {
    boolean takes(int letter);
  }

  private record Itself(int wanted) implements Letter {
    @Override
    public boolean takes(int letter) {
      return letter == wanted;
    }
  }

  private record AnyOne() implements Letter {
    @Override
    public boolean takes(int letter) {
      return true;
    }
  }

  private record Several() implements Letter {
    @Override
    public boolean takes(int letter) {
      return true;
    }
  }

  private record OneOf(boolean negated, List<Range> ranges) implements Letter {
    @Override
    public boolean takes(int letter) {
      return negated != ranges.stream().anyMatch(range -> range.first <= letter && letter <= range.last);
    }
  }

  private record Range(int first, int last) {}

  /** A name of the pattern; {@link #EVERYTHING} has no letters that count. */
  private record Name(String text, List<Letter> letters) {
    boolean matches(String name) {
      return Glob.matches(letters, name.codePoints().boxed().toList(), letter -> letter instanceof Several,
          Letter::takes);
    }
  }

  private final List<Name> names;

  private Glob(List<Name> names) {
    this.names = List.copyOf(names);
  }

  /** @throws InputException for what is no pattern; it says what was found */
  static Glob parse(String pattern) {
    if (pattern.isEmpty()) {
      throw new InputException("found an empty pattern, required one such as `old/**`");
    }
    if (pattern.startsWith("/")) {
      throw new InputException("found a `/` at the start, required a path from the folder of this file");
    }
    if (pattern.endsWith("/")) {
      throw new InputException("found a `/` at the end, required files; all below a folder are `" + pattern + "**`");
    }
    List<Name> names = new ArrayList<>();
    for (String name : pattern.split("/", -1)) {
      names.add(name.equals(EVERYTHING) ? new Name(name, List.of()) : new Name(name, letters(name)));
    }
    return new Glob(names);
  }

  private static List<Letter> letters(String name) {
    if (name.isEmpty() || name.equals(".")) {
      throw new InputException("found `" + name + "/`, required the name of a folder before each `/`");
    }
    if (name.contains(EVERYTHING)) {
      throw new InputException("found `**` beside other letters, required alone between slashes, or `*`");
    }
    List<Letter> letters = new ArrayList<>();
    int[] all = name.codePoints().toArray();
    for (int i = 0; i < all.length; i++) {
      switch (all[i]) {
        case '*' -> letters.add(new Several());
        case '?' -> letters.add(new AnyOne());
        case '[' -> {
          int end = closing(all, i);
          letters.add(set(Arrays.copyOfRange(all, i + 1, end)));
          i = end;
        }
        case '\\' -> throw new InputException("found `\\`, required `/` between names");
        case '{', '}' -> throw new InputException(
            "found `" + Character.toString(all[i]) + "`, which patterns do not have; write an entry for each");
        default -> letters.add(new Itself(all[i]));
      }
    }
    return letters;
  }

  /** Where a set ends; a bracket that comes first in it is one of its letters. */
  private static int closing(int[] all, int start) {
    int first = start + 1 < all.length && all[start + 1] == '!' ? start + 2 : start + 1;
    for (int i = first + 1; i < all.length; i++) {
      if (all[i] == ']') {
        return i;
      }
    }
    throw new InputException("found `[` without `]`");
  }

  private static OneOf set(int[] inside) {
    boolean negated = inside[0] == '!';
    List<Range> ranges = new ArrayList<>();
    for (int i = negated ? 1 : 0; i < inside.length; i++) {
      boolean range = i + 2 < inside.length && inside[i + 1] == '-';
      ranges.add(new Range(inside[i], range ? inside[i + 2] : inside[i]));
      i += range ? 2 : 0;
    }
    return new OneOf(negated, ranges);
  }

  /** Whether it is a path with {@code /} between names. */
  boolean matches(String path) {
    return matches(names, List.of(path.split("/", -1)), name -> name.text.equals(EVERYTHING), Name::matches);
  }

  /** Whether the parts, each of which takes one item or any number of them, take all items. */
  private static <P, T> boolean matches(List<P> parts, List<T> items, Predicate<P> several, BiPredicate<P, T> one) {
    boolean[] taken = new boolean[items.size() + 1]; // taken[n]: the parts so far can take just the first n
    taken[0] = true;
    for (P part : parts) {
      if (several.test(part)) {
        for (int n = 1; n < taken.length; n++) {
          taken[n] |= taken[n - 1];
        }
      } else {
        for (int n = taken.length - 1; n > 0; n--) {
          taken[n] = taken[n - 1] && one.test(part, items.get(n - 1));
        }
        taken[0] = false;
      }
    }
    return taken[items.size()];
  }
}
