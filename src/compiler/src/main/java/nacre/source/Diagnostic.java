package nacre.source;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something said about a text.
 *
 * @param id      what kind it is, in kebab case; the name of the lint rule where one says it
 * @param span    where, or empty when it concerns no place in a text
 * @param message one line: lower case, names in backticks, found and required, no final period
 */
public record Diagnostic(String id, Severity severity, Optional<Span> span, String message, List<Note> notes,
    List<Fix> fixes) {
  /** By place, those without one first; then the most severe first. */
  public static final Comparator<Diagnostic> ORDER = Comparator
      .comparing(Diagnostic::span, Comparator.comparing((Optional<Span> s) -> s.isPresent())
          .thenComparing(s -> s.orElse(Span.point("", 1, 1))))
      .thenComparing(Diagnostic::severity).thenComparing(Diagnostic::id).thenComparing(Diagnostic::message);

  public Diagnostic {
    notes = List.copyOf(notes);
    fixes = List.copyOf(fixes);
  }

  public static Diagnostic error(String id, Span span, String message) {
    return new Diagnostic(id, Severity.ERROR, Optional.of(span), message, List.of(), List.of());
  }

  /** An error that concerns no place in a text. */
  public static Diagnostic error(String id, String message) {
    return new Diagnostic(id, Severity.ERROR, Optional.empty(), message, List.of(), List.of());
  }

  public static Diagnostic warning(String id, Span span, String message) {
    return new Diagnostic(id, Severity.WARNING, Optional.of(span), message, List.of(), List.of());
  }

  public static Diagnostic info(String id, Span span, String message) {
    return new Diagnostic(id, Severity.INFO, Optional.of(span), message, List.of(), List.of());
  }

  public static Diagnostic style(String id, Span span, String message) {
    return new Diagnostic(id, Severity.STYLE, Optional.of(span), message, List.of(), List.of());
  }

  /** This one with another note at its end. */
  public Diagnostic with(Note note) {
    return new Diagnostic(id, severity, span, message, append(notes, note), fixes);
  }

  /** This one with another fix at its end. */
  public Diagnostic with(Fix fix) {
    return new Diagnostic(id, severity, span, message, notes, append(fixes, fix));
  }

  public Diagnostic withNote(String text) {
    return with(Note.of(text));
  }

  public Diagnostic withNote(Span at, String text) {
    return with(Note.at(at, text));
  }

  private static <T> List<T> append(List<T> list, T last) {
    return Stream.concat(list.stream(), Stream.of(last)).toList();
  }
}
