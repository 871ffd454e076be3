package nacre.onnx;

/** What is taken for the first extents of inputs where a model gives them neither a number nor a name. */
enum Nameless {
  /** Each is a symbol of its own. */
  APART,
  /** All are one symbol: the batch. */
  TOGETHER
}
