package nacre.kernels.run;

/** What the halo of a slot holds. */
public enum Fill {
  /** Zero: the padding of convolutions, and of averages that count it. */
  ZERO(0),
  /** Negative infinity: the padding of maxima. */
  LOWEST(Float.NEGATIVE_INFINITY);

  private final float value;

  Fill(float value) {
    this.value = value;
  }

  public float value() {
    return value;
  }
}
