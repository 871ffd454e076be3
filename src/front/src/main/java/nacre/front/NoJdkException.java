package nacre.front;

/** No Java is new enough; the message says what was found, and what to do. */
public final class NoJdkException extends Exception {
  private static final long serialVersionUID = 1;

  NoJdkException(String message) {
    super(message);
  }
}
