package nacre.importers;

/** An operator, attribute or form that Nacre does not compute. The node stays in the graph as one that nobody knows. */
public final class UnsupportedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UnsupportedException(String reason) {
    super(reason, null, false, false);
  }

  public String reason() {
    return String.valueOf(getMessage());
  }
}
