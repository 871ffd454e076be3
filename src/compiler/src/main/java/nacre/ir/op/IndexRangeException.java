package nacre.ir.op;

/** An index in a tensor's contents that lies outside the axis that it is for. */
public final class IndexRangeException extends IndexOutOfBoundsException {
  private static final long serialVersionUID = 1;

  IndexRangeException(String message) {
    super(message);
  }
}
