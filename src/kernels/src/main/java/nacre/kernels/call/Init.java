package nacre.kernels.call;

/** What an accumulator holds before the first product is added. */
public enum Init {

  /** Zero. */
  ZERO,
  /** The bias of the output channel. */
  BIAS,
  /** The element of a residual of the output's shape. */
  ADD,
  /** Bias plus residual. */
  BIAS_ADD;

  public boolean hasBias() {
    return this == BIAS || this == BIAS_ADD;
  }

  public boolean hasResidual() {
    return this == ADD || this == BIAS_ADD;
  }

  Init withoutBias() {
    return hasResidual() ? ADD : ZERO;
  }

  Init withResidual() {
    return hasBias() ? BIAS_ADD : ADD;
  }
}
