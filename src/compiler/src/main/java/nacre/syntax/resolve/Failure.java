package nacre.syntax.resolve;

import java.util.Optional;
import nacre.source.Diagnostic;
import nacre.source.Note;
import nacre.source.Span;

/**
 * Gives a statement up: its error is reported by whoever runs statements, and what it would have bound becomes poison. It
 * is silent when the reason has been reported already.
 */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Optional<Diagnostic> diagnostic;

  private Failure(Optional<Diagnostic> diagnostic) {
    super("a statement in error", null, false, false);
    this.diagnostic = diagnostic;
  }

  static Failure of(ErrorKind kind, Span span, String message) {
    return new Failure(Optional.of(Diagnostic.error(kind.id(), span, message)));
  }

  static Failure of(Diagnostic diagnostic) {
    return new Failure(Optional.of(diagnostic));
  }

  static Failure silent() {
    return new Failure(Optional.empty());
  }

  Failure with(Note note) {
    return new Failure(diagnostic.map(d -> d.with(note)));
  }

  /** With {@code note} at its end, if there is one. */
  Failure with(Optional<Note> note) {
    return note.map(this::with).orElse(this);
  }

  boolean hasNotes() {
    return diagnostic.map(d -> !d.notes().isEmpty()).orElse(false);
  }

  Optional<Diagnostic> diagnostic() {
    return diagnostic;
  }
}
