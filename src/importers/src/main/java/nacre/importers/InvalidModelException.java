package nacre.importers;

/** A rule of the format that a model breaks. Whoever reads the file adds its name. */
public final class InvalidModelException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public InvalidModelException(String message) {
    super(message, null, false, false);
  }

  public String text() {
    return String.valueOf(getMessage());
  }
}
