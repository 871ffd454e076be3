package nacre.kernels.run;

/** A whole number that a network computes and that 32 bits cannot hold: the fault of what was handed in. */
public final class WholeNumberException extends ArithmeticException {
  private static final long serialVersionUID = 1;

  public WholeNumberException(String message) {
    super(message);
  }
}
