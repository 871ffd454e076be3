package nacre.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name that was most likely meant: fewest letters inserted, removed, replaced, or exchanged with their neighbour. */
public final class Nearest {
  /** Names beyond this length are not compared. */
  private static final int LONGEST = 64;

  /** Names of fewer letters are the start of too much. */
  private static final int SHORTEST_START = 3;

  private Nearest() {}

  /**
   * The nearest candidate, if one differs in no more than a third of the letters, or else the shortest one that goes on
   * from the name; case counts for nothing. Of two as near, one that starts as the name does, letter by letter, is nearer.
   */
  public static Optional<String> to(String name, Collection<String> candidates) {
    String wanted = plain(name);
    if (wanted.length() > LONGEST) {
      return Optional.empty();
    }
    int allowed = Math.max(1, wanted.length() / 3);
    Optional<String> best = Optional.empty();
    int least = 2 * (allowed + 1);
    for (String candidate : candidates) {
      String plain = plain(candidate);
      int rank = plain.length() > LONGEST || Math.abs(plain.length() - wanted.length()) > allowed
          ? Integer.MAX_VALUE
          : rank(wanted, plain);
      if (rank < least) {
        least = rank;
        best = Optional.of(candidate);
      }
    }
    return best.or(() -> longer(wanted, candidates));
  }

  /** Twice the distance, and one more if neither name starts with the other. */
  private static int rank(String wanted, String plain) {
    int distance = distance(wanted, plain);
    boolean related = plain.startsWith(wanted) || wanted.startsWith(plain);
    return distance >= wanted.length() ? Integer.MAX_VALUE : 2 * distance + (related ? 0 : 1);
  }

  private static Optional<String> longer(String wanted, Collection<String> candidates) {
    return wanted.length() < SHORTEST_START
        ? Optional.empty()
        : candidates.stream().filter(candidate -> candidate.length() <= LONGEST && plain(candidate).startsWith(wanted))
            .min(Comparator.comparingInt(String::length));
  }

  /** {@code , did you mean `relu`?} or nothing. */
  public static String hint(String name, Collection<String> candidates) {
    return to(name, candidates).map(found -> "; did you mean `" + found + "`?").orElse("");
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "");
  }

  /** Optimal string alignment distance, Damerau (1964) restricted to disjoint edits. */
  public static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
        if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }
}
