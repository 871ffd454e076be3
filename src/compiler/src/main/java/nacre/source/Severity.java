package nacre.source;

import java.util.Locale;

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
}
