package nacre.source;

/**
 * Something from outside that Nacre cannot work with: a missing file, a header that lies, a picture of the wrong kind. The
 * message is for the user: what and where, what was found, what is required, what to do.
 */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public InputException(String message) {
    super(message);
  }

  public InputException(String message, Throwable cause) {
    super(message, cause);
  }

  public String text() {
    return String.valueOf(getMessage());
  }
}
