package nacre.onnx;

/** How one operator of ONNX is said in Nacre. */
@FunctionalInterface
public interface Mapping {
  /**
   * Adds the nodes that mean the same and binds the results.
   *
   * @throws UnsupportedException where they would not mean the same
   */
  void map(Call call);
}
