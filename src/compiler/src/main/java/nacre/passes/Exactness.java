package nacre.passes;

/** How far a replacement computes the same. */
public enum Exactness {
  /** The same bits for every input. */
  BIT_EXACT,
  /** The same real function; rounding may differ. */
  REAL_EXACT,
  /** Another function that is close enough for its purpose. */
  APPROXIMATE
}
