package nacre.cli;

import java.io.PrintStream;

/**
 * Where a command speaks: results on standard output, everything else on standard error. Colour only where a terminal
 * shows it and {@code NO_COLOR} does not forbid it.
 */
final class Console {
  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;

  Console(PrintStream out, PrintStream err, boolean terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  static Console system() {
    java.io.Console console = System.console();
    boolean terminal = console != null && console.isTerminal() && System.getenv("NO_COLOR") == null
        && !"dumb".equals(System.getenv("TERM"));
    return new Console(System.out, System.err, terminal);
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  boolean color() {
    return terminal;
  }

  void line(String text) {
    out.println(text);
  }

  void note(String text) {
    err.println(text);
  }
}
