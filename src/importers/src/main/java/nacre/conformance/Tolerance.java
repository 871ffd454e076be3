package nacre.conformance;

import nacre.ir.DType;

/** How far a result may be from the one that is required: {@code absolute + relative * |required|}. */
record Tolerance(double absolute, double relative) {
  /** For results that were stored as they were computed. */
  static final Tolerance STORED = new Tolerance(1e-5, 1e-3);
  private static final Tolerance NARROW = new Tolerance(1e-3, 1e-2);

  /** The same, or what 16 bits can hold. */
  Tolerance of(DType dtype) {
    return dtype == DType.F16 || dtype == DType.BF16 ? NARROW : this;
  }

  double around(double required) {
    return absolute + relative * Math.abs(required);
  }
}
