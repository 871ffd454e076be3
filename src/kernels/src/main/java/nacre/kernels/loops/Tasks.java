package nacre.kernels.loops;

/** How work is cut into tasks: by geometry and the number of workers, never by what happens at run time. */
final class Tasks {

  /** Below this many multiply-adds, or simple element operations, a task is not worth handing out. */
  static final int SMALLEST = 1 << 14;

  private static final int PER_WORKER = 3;

  private Tasks() {}

  static int ceilDiv(int a, int b) {
    return (a + b - 1) / b;
  }

  /**
   * Into how many pieces to cut each of {@code whole} given tasks, so that every worker gets a few.
   *
   * @param parts the most pieces that one task has
   * @param work how much one part of a task is
   */
  static int pieces(int whole, int parts, long work, int workers) {
    if (workers == 1 || whole == 0 || whole >= PER_WORKER * workers) {
      return 1;
    }
    int wanted = ceilDiv(PER_WORKER * workers, whole);
    long worthwhile = Math.max(1, work * parts / SMALLEST);
    return (int) Math.max(1, Math.min(Math.min(wanted, parts), worthwhile));
  }

  /** How many of {@code total} neighbouring items one task takes, each {@code work} long. */
  static int batch(int total, long work, int workers) {
    if (workers == 1) {
      return Math.max(1, total);
    }
    long worthwhile = Math.max(1, SMALLEST / Math.max(1, work));
    long fair = ceilDiv(total, PER_WORKER * workers);
    return (int) Math.max(1, Math.min(total, Math.max(worthwhile, fair)));
  }
}
