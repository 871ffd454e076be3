package nacre.processor;

/** A model cannot be compiled, for a reason that is no finding in it; the message is for the user. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  RefusedException(String message) {
    super(message);
  }

  RefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
