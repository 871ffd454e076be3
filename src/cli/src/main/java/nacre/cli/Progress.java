package nacre.cli;

import java.util.Locale;

import nacre.source.Visible;

/**
 * Says what goes on when it takes more than a second: on a terminal one line that is rewritten, elsewhere one line per
 * step.
 */
final class Progress implements AutoCloseable {
  private static final long PATIENCE_NANOS = 1_000_000_000;
  private final Console console;
  private final long start = System.nanoTime();
  private boolean shown;

  Progress(Console console) {
    this.console = console;
  }

  /** A step begins. */
  void step(String what) {
    long elapsed = System.nanoTime() - start;
    if (elapsed < PATIENCE_NANOS) {
      return;
    }
    String line = String.format(Locale.ROOT, "%s (%.0f s)", Visible.text(what), elapsed / 1e9);
    if (console.color()) {
      console.err().print("\r\033[K" + line);
      console.err().flush();
      shown = true;
    } else {
      console.note(line);
    }
  }

  /** Takes the line away, so that results can be printed. */
  void clear() {
    if (shown) {
      console.err().print("\r\033[K");
      console.err().flush();
      shown = false;
    }
  }

  @Override
  public void close() {
    clear();
  }
}
