package nacre.onnx.export;

import java.util.List;
import nacre.ir.Tensor;

/** Where operators go: the graph of a model, or the body of one of its functions. */
interface Body {
  void add(OnnxNode operator);

  /** A name for a value that nothing else has here. */
  String name(String wanted);

  /** The name of a value that is known. */
  String constant(String wanted, Tensor contents);

  /**
   * The name of a tensor {@code i64[1]} that holds the number a symbol stands for.
   *
   * @throws InexpressibleException if no shape that is seen here says it
   */
  String symbol(String symbol);

  /** The names of the results of the node in hand; empty where nothing is said of them. */
  List<String> results();
}
