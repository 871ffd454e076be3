package nacre.worker;

import java.util.Optional;
import nacre.front.Message;
import nacre.front.Message.Finding;
import nacre.front.Message.Place;
import nacre.source.Diagnostic;
import nacre.source.Fix;
import nacre.source.Severity;
import nacre.source.Span;

/** Diagnostics as messages. */
final class Findings {
  private Findings() {}

  static Finding of(String unit, Diagnostic diagnostic) {
    return new Finding(unit, severity(diagnostic.severity()), diagnostic.id(), place(diagnostic.span()),
        diagnostic.message(),
        diagnostic.notes().stream().map(note -> new Message.Note(place(note.span()), note.message())).toList(),
        diagnostic.fixes().stream().map(Fix::title).toList());
  }

  private static Optional<Place> place(Optional<Span> span) {
    return span.map(at -> new Place(at.file(), at.line(), at.column(), at.endLine(), at.endColumn()));
  }

  static Message.Severity severity(Severity severity) {
    return switch (severity) {
      case ERROR -> Message.Severity.ERROR;
      case WARNING -> Message.Severity.WARNING;
      case INFO -> Message.Severity.INFO;
      case STYLE -> Message.Severity.STYLE;
    };
  }
}
