package nacre.source;

import java.util.Optional;

/** What a diagnostic adds: a related place, a reason, what to do. Worded like a {@link Diagnostic#message}. */
public record Note(Optional<Span> span, String message) {
  public static Note of(String message) {
    return new Note(Optional.empty(), message);
  }

  public static Note at(Span span, String message) {
    return new Note(Optional.of(span), message);
  }
}
