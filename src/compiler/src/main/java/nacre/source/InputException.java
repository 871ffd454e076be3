package nacre.source;

import java.util.List;
import java.util.Optional;

/**
 * Something from outside that Nacre cannot work with: a missing file, a header that lies, a picture of the wrong kind. The
 * message is for the user: what and where, what was found, what is required, what to do.
 */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Where it stands in a text. */
  private record Spot(Span at, Source text, String problem) {}

  private final transient Optional<Spot> spot;
  private final transient List<String> notes;

  public InputException(String message) {
    super(message);
    spot = Optional.empty();
    notes = List.of();
  }

  public InputException(String message, Throwable cause) {
    this(message, List.of(), cause);
  }

  /** Something of which there is more to say than the message does, one line each. */
  public InputException(String message, List<String> notes, Throwable cause) {
    super(message, cause);
    spot = Optional.empty();
    this.notes = List.copyOf(notes);
  }

  /** Something wrong at a place of a text. */
  public InputException(Span at, Source text, String problem) {
    super(at + ": " + problem);
    spot = Optional.of(new Spot(at, text, problem));
    notes = List.of();
  }

  public String text() {
    return String.valueOf(getMessage());
  }

  /** The text with the place that it is about, if it is about one. */
  public Optional<Source> source() {
    return spot.map(Spot::text);
  }

  /** An error that says it, at its place. */
  public Diagnostic diagnostic(String id) {
    Diagnostic error = spot.map(known -> Diagnostic.error(id, known.at(), known.problem()))
        .orElseGet(() -> Diagnostic.error(id, text()));
    for (String note : notes) {
      error = error.withNote(note);
    }
    return error;
  }
}
