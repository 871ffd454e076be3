package nacre.importers;

/** How much contents may come of stored bytes: a small file must not become a large one in memory. */
public final class Expansion {
  /** What is not larger is harmless, whatever it comes of. */
  private static final long HARMLESS = 64L << 20;
  /** Deflate reaches 1,032; numbers that were trained reach 2. */
  private static final long MOST_TIMES = 100;

  private Expansion() {}

  /** @throws InvalidModelException if that is out of all proportion */
  public static void require(long stored, long expanded) {
    if (expanded > HARMLESS && expanded / MOST_TIMES > stored) {
      throw new InvalidModelException("found " + stored + " bytes that become " + expanded + ", required at most "
          + MOST_TIMES + " times as many");
    }
  }
}
