package nacre.onnx.export;

/** Something that ONNX has no words for. Whoever goes over the graph adds where. */
public final class InexpressibleException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public InexpressibleException(String why) {
    super(why, null, false, false);
  }

  public String why() {
    return String.valueOf(getMessage());
  }
}
