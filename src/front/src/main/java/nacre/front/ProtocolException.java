package nacre.front;

/** A line that the other process should not have written: the two are of different versions, or something is broken. */
public final class ProtocolException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ProtocolException(String message) {
    super(message);
  }
}
