package nacre.source;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How much a diagnostic matters; the most important first. */
public enum Severity {
  /** Wrong: nothing is compiled. */
  ERROR,
  /** Allowed, but most likely not what was meant. */
  WARNING,
  /** A fact worth knowing. */
  INFO,
  /** A matter of taste. */
  STYLE;

  /** As diagnostics print it: {@code error}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All words, the most important first. */
  public static List<String> words() {
    return Stream.of(values()).map(Severity::word).toList();
  }

  /** The one of a word; empty if there is none. */
  public static Optional<Severity> named(String word) {
    return Stream.of(values()).filter(severity -> severity.word().equals(word)).findFirst();
  }
}
