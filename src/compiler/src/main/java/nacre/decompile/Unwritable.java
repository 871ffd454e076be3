package nacre.decompile;

/** A text has no words for something in a graph; the message says for what. */
public final class Unwritable extends RuntimeException {
  private static final long serialVersionUID = 1;

  Unwritable(String message) {
    super(message);
  }
}
