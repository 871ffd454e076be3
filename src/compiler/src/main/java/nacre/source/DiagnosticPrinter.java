package nacre.source;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Prints diagnostics for people:
 *
 * <pre>
 * net.nacre:12:7: warning [double-norm]: `batch_norm` normalises what `batch_norm_1` has normalised
 *    12 |   x = x -> batch_norm
 *       |            ^~~~~~~~~~
 *   note: net.nacre:11:12: this one comes first
 *    11 |   x = x -> batch_norm
 *       |            ^~~~~~~~~~
 *   fix: remove `batch_norm`
 * </pre>
 *
 * Nothing from a text reaches the terminal that could steer it.
 */
public final class DiagnosticPrinter {
  /** Whether what is printed has colours. */
  public enum Colour {
    /** Plain text. */
    NONE,
    /** ANSI escapes, for a terminal. */
    ANSI
  }

  private final Function<String, Optional<Source>> sources;
  private final Colour colour;

  /** @param sources finds the text that a span names; lines of texts it does not know are not shown */
  public DiagnosticPrinter(Function<String, Optional<Source>> sources, Colour colour) {
    this.sources = sources;
    this.colour = colour;
  }

  /** Prints without colour, knowing these sources. */
  public static DiagnosticPrinter plain(Source... sources) {
    List<Source> known = List.of(sources);
    return new DiagnosticPrinter(name -> known.stream().filter(s -> s.name().equals(name)).findFirst(), Colour.NONE);
  }

  /** All that the reporter kept, and how many more there were; empty when there is nothing. */
  public String print(Reporter reporter) {
    StringBuilder out = new StringBuilder();
    reporter.diagnostics().forEach(d -> out.append(print(d)));
    if (reporter.dropped() > 0) {
      out.append("... and ").append(reporter.dropped()).append(" more\n");
    }
    return out.toString();
  }

  /** One diagnostic, with its lines, notes and fixes; ends with a line end. */
  public String print(Diagnostic d) {
    StringBuilder out = new StringBuilder();
    d.span().ifPresent(span -> out.append(place(span)));
    out.append(paint(code(d.severity()), d.severity().word())).append(" [").append(Visible.text(d.id())).append("]: ")
        .append(paint("1", Visible.text(d.message()))).append('\n');
    d.span().ifPresent(span -> snippet(out, span, code(d.severity())));
    for (Note note : d.notes()) {
      out.append("  ").append(paint("36", "note")).append(": ");
      note.span().ifPresent(span -> out.append(place(span)));
      out.append(Visible.text(note.message())).append('\n');
      note.span().ifPresent(span -> snippet(out, span, "36"));
    }
    for (Fix fix : d.fixes()) {
      out.append("  ").append(paint("32", fix.safe() ? "fix" : "fix (unsafe)")).append(": ")
          .append(Visible.text(fix.title())).append('\n');
    }
    return out.toString();
  }

  private static String place(Span span) {
    return Visible.text(span.file()) + ":" + span.line() + ":" + span.column() + ": ";
  }

  private void snippet(StringBuilder out, Span span, String code) {
    Optional<Source> source = sources.apply(span.file());
    if (source.isEmpty() || span.line() > source.get().lineCount()) {
      return;
    }
    Snippet snippet = Snippet.of(source.get(), span);
    out.append("%5d | ".formatted(span.line())).append(snippet.line()).append('\n');
    out.append("      | ").append(paint(code, snippet.underline())).append('\n');
  }

  private static String code(Severity severity) {
    return switch (severity) {
      case ERROR -> "31";
      case WARNING -> "33";
      case INFO -> "34";
      case STYLE -> "35";
    };
  }

  private String paint(String code, String text) {
    return colour == Colour.NONE ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
