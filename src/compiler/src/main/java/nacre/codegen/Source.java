package nacre.codegen;

/** What a call may read as it lies in memory. */
public sealed interface Source permits View, Source.Stored {
  /** A constant, unpacked, in row-major order. */
  record Stored(int constant) implements Source {}
}
