package nacre.front;

/** The worker could not be started, or ended before it was done; the message says all that is known. */
public final class WorkerException extends Exception {
  private static final long serialVersionUID = 1;

  WorkerException(String message) {
    super(message);
  }

  WorkerException(String message, Throwable cause) {
    super(message, cause);
  }
}
