package nacre.kernels.weights;

/** Weights that are broken, or not those that a network needs. The message names the file and all that is wrong. */
public final class WeightsException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public WeightsException(String message) {
    super(message);
  }

  public WeightsException(String message, Throwable cause) {
    super(message, cause);
  }
}
