package nacre.kernels.call;

/**
 * One kernel call as pure data: geometry and what happens to each element on the way in and out.
 *
 * <p>A call holds no operator and no address, compares by value, and prints as the Java expression that rebuilds it (with
 * the factories of {@link Calls} imported statically). The plan holds the same records as the emitted class does.
 */
public sealed interface Call
    permits Cast, Chain, ChainReduce, Conv, Extreme, Gather, Gemm, Move, Normalise, Pointwise, Pool,
    Reduce, Scan, Scatter, Softmax, Top {

  /** The Java expression that rebuilds this call from the factories of {@link Calls}, {@link Extent} and the enums. */
  String toJava();
}
