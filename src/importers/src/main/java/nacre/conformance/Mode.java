package nacre.conformance;

import java.util.Locale;

/** How a case is computed. */
public enum Mode {
  /** The graph as imported, each op in float64, its results rounded to 32 bits. */
  REFERENCE,
  /** The graph as legal for code generation and no more, in the same way. */
  UNFOLDED,
  /** The graph after all passes, in the same way. */
  FOLDED,
  /** The emitted class on kernels in plain Java. */
  EMITTED_SCALAR,
  /** The emitted class on vector kernels. */
  EMITTED_VECTOR;

  boolean isEmitted() {
    return this == EMITTED_SCALAR || this == EMITTED_VECTOR;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
