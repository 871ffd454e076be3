package nacre.kernels.run;

/** The arrays of a workspace: one for each kind of number that kernels compute with. */
public enum Space {
  /** 32-bit floats. */
  F32,
  /** 32-bit whole numbers; 64-bit ones are narrowed at the port. */
  I32
}
