package nacre.ir;

/** What a parameter means to the layer that owns it. Statistics are not trained. */
public enum Role {
  WEIGHT, BIAS, GAMMA, BETA, RUNNING_MEAN, RUNNING_VARIANCE, SLOPE, OWN;

  /** True for what a training step counts instead of learns. */
  public boolean isStatistic() {
    return this == RUNNING_MEAN || this == RUNNING_VARIANCE;
  }
}
