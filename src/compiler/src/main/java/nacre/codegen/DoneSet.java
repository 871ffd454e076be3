package nacre.codegen;

import java.util.Arrays;

/**
 * Which of some numbered pieces of work are done. Nearly all are done up to some point and none from a later one on, so only
 * what lies between is kept.
 */
final class DoneSet {
  private static final DoneSet NONE = new DoneSet(0, new long[0]);

  private final int first;
  private final long[] words;

  /** @param first words before it are full */
  private DoneSet(int first, long[] words) {
    this.first = first;
    this.words = words;
  }

  static DoneSet none() {
    return NONE;
  }

  boolean contains(int number) {
    int word = (number >> 6) - first;
    return word < 0 || word < words.length && (words[word] >>> number & 1) != 0;
  }

  /** The same and one more. */
  DoneSet with(int number) {
    int word = (number >> 6) - first;
    long[] more = Arrays.copyOf(words, Math.max(words.length, word + 1));
    more[word] |= 1L << number;
    int full = 0;
    while (full < more.length && more[full] == -1) {
      full++;
    }
    return new DoneSet(first + full, Arrays.copyOfRange(more, full, more.length));
  }

  /** How many numbers below one are not done. */
  int missingBelow(int number) {
    int missing = 0;
    for (int word = first; word <= number >> 6; word++) {
      long done = word - first < words.length ? words[word - first] : 0;
      long below = word < number >> 6 ? -1 : (1L << number) - 1;
      missing += Long.bitCount(~done & below);
    }
    return missing;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof DoneSet other && first == other.first && Arrays.equals(words, other.words);
  }

  @Override
  public int hashCode() {
    return 31 * first + Arrays.hashCode(words);
  }
}
