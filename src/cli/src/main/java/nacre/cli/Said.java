package nacre.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import nacre.driver.LoadedFile;
import nacre.source.Diagnostic;
import nacre.source.DiagnosticPrinter;
import nacre.source.Severity;
import nacre.source.Source;
import nacre.source.Visible;

/** Prints diagnostics and counts them. */
final class Said {
  private final Console console;

  Said(Console console) {
    this.console = console;
  }

  void print(List<Diagnostic> diagnostics, Function<String, Optional<Source>> sources) {
    DiagnosticPrinter printer = printer(sources);
    diagnostics.forEach(diagnostic -> console.out().print(printer.print(diagnostic)));
  }

  /** The same of one file, which is named where a diagnostic stands at no line and does not name it itself. */
  void print(LoadedFile file, List<Diagnostic> diagnostics) {
    diagnostics.forEach(diagnostic -> console.out().print(text(file, diagnostic)));
  }

  /** The same, beside the results. */
  void printAside(LoadedFile file, List<Diagnostic> diagnostics) {
    diagnostics.forEach(diagnostic -> console.err().print(text(file, diagnostic)));
  }

  private String text(LoadedFile file, Diagnostic diagnostic) {
    boolean named = diagnostic.span().isPresent() || diagnostic.message().startsWith(file.path() + ":");
    return (named ? "" : Visible.text(file.path().toString()) + ": ") + printer(file::source).print(diagnostic);
  }

  private DiagnosticPrinter printer(Function<String, Optional<Source>> sources) {
    return new DiagnosticPrinter(sources,
        console.color() ? DiagnosticPrinter.Colour.ANSI : DiagnosticPrinter.Colour.NONE);
  }

  /** Errors and warnings are findings; the rest is said and does not count. */
  static boolean isFinding(Diagnostic diagnostic) {
    return diagnostic.severity() == Severity.ERROR || diagnostic.severity() == Severity.WARNING;
  }

  /** For instance {@code 2 errors, 1 warning}. */
  static String tally(List<Diagnostic> diagnostics) {
    StringBuilder text = new StringBuilder();
    for (Severity severity : Severity.values()) {
      long count = diagnostics.stream().filter(diagnostic -> diagnostic.severity() == severity).count();
      if (count > 0) {
        text.append(text.isEmpty() ? "" : ", ").append(count).append(' ').append(word(severity, count));
      }
    }
    return text.isEmpty() ? "no findings" : text.toString();
  }

  /** The same, and how many more a baseline has, if some. */
  static String tally(List<Diagnostic> diagnostics, int hidden) {
    return tally(diagnostics) + (hidden > 0 ? "; the baseline hides " + hidden : "");
  }

  private static String word(Severity severity, long count) {
    boolean plain = severity == Severity.INFO || severity == Severity.STYLE;
    return plain ? severity.word() : severity.word() + (count == 1 ? "" : "s");
  }
}
