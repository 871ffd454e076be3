package nacre.codegen;

/**
 * The steps from the first that writes to the last that reads, both included.
 *
 * @param from {@link #BEFORE} for what a caller fills
 * @param to   {@link #AFTER} for what a caller reads
 */
public record Live(int from, int to) {
  /** Before the first step. */
  public static final int BEFORE = -1;
  /** After the last step. */
  public static final int AFTER = Integer.MAX_VALUE;

  public Live {
    if (from > to) {
      throw new IllegalArgumentException("a life ends after it begins, found " + from + " to " + to);
    }
  }

  /** Whether some step falls in both lives. */
  public boolean meets(Live other) {
    return from <= other.to && other.from <= to;
  }

  /** This life and a step. */
  public Live with(int step) {
    return new Live(Math.min(from, step), Math.max(to, step));
  }
}
