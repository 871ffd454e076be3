package nacre.importers.wire;

/** Bytes that are no message of the schema. The message says where and what; whoever opened the file adds its name. */
public final class MalformedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MalformedException(long offset, String what) {
    super("byte " + offset + ": " + what, null, false, false);
  }

  public String text() {
    return String.valueOf(getMessage());
  }
}
