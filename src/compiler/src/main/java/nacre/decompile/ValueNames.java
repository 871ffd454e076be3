package nacre.decompile;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names of variables in one body and the loops in it, and how often each is still to be read. A name that is taken is given
 * to nothing else unless it is free: the value that it {@linkplain #holds} has been read as often as it will be, and nothing
 * {@linkplain #keep keeps} it.
 */
final class ValueNames {
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> toRead = new HashMap<>();
  private final Set<String> kept = new HashSet<>();

  /** A name that nothing else has. */
  String fresh(String wish) {
    String name = wish;
    for (int i = 2; Identifiers.isKeyword(name) || !taken.add(name); i++) {
      name = wish + "_" + i;
    }
    return name;
  }

  /** The same for a layer: no name that the paths of another's applications have, which are numbered. */
  String layer(String wish) {
    String name = wish;
    for (int i = 1; Identifiers.isKeyword(name) || !taken.add(name); i++) {
      name = wish + "_" + letters(i);
    }
    return name;
  }

  /** A number with letters for digits. */
  private static String letters(int number) {
    return Integer.toString(number, 26).chars()
        .mapToObj(c -> Character.toString(c < 'a' ? 'a' + c - '0' : c + 10)).collect(Collectors.joining());
  }

  boolean isTaken(String name) {
    return taken.contains(name);
  }

  /**
   * A name for the turns of a loop, which is also what their paths start with: it ends in a letter, as turns add a number,
   * and no name continues it with one.
   */
  String segment() {
    String name = "block";
    for (int i = 1; isSegmentTaken(name); i++) {
      name = "block_" + letters(i);
    }
    taken.add(name);
    return name;
  }

  private boolean isSegmentTaken(String name) {
    return taken.stream().anyMatch(other -> other.startsWith(name) && other.substring(name.length()).matches("\\d*"));
  }

  /** From now on {@code name} holds a value that is read so many times. */
  void holds(String name, int reads) {
    taken.add(name);
    toRead.put(name, reads);
  }

  /** A name that is never bound anew. */
  void keep(String name) {
    kept.add(name);
  }

  void read(String name) {
    toRead.merge(name, -1, Integer::sum);
  }

  /** A variable that nobody reads any more, whose name can be used again: {@code first} if it can, or the first that can. */
  Optional<String> free(List<String> read, String first) {
    return read.stream().filter(this::isFree).min(Comparator.comparing(name -> !name.equals(first)));
  }

  /** A letter that nothing else has as its name, or twice that, or with a number. */
  String letter() {
    for (int round = 1;; round++) {
      for (char c = 'a'; c <= 'w'; c++) {
        String name = round <= 2 ? Character.toString(c).repeat(round) : Character.toString(c) + round;
        if (!Identifiers.isKeyword(name) && taken.add(name)) {
          return name;
        }
      }
    }
  }

  boolean isFree(String name) {
    return !kept.contains(name) && toRead.getOrDefault(name, 0) <= 0;
  }
}
