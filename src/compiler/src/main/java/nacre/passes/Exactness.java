package nacre.passes;

import java.util.Locale;

/** How far a replacement computes the same, the most exact first. */
public enum Exactness {
  /** The same bits for every input. */
  BIT_EXACT,
  /** The same real function; rounding may differ. */
  REAL_EXACT,
  /** Another function that is close enough for its purpose. */
  APPROXIMATE;

  /** For instance {@code bit-exact}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
