package nacre.cli;

import java.io.PrintStream;

import nacre.source.Json;
import nacre.source.Visible;

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

  /** Prints one line of results. What could steer a terminal or end the line is shown as escapes. */
  void line(String text) {
    out.println(Visible.text(text));
  }

  /** Prints results for a program. */
  void json(Json json) {
    json.print().lines().forEach(out::println);
  }

  /** Says one line beside the results, as harmless as {@link #line}. */
  void note(String text) {
    err.println(Visible.text(text));
  }
}
