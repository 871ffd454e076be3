package nacre.ir.op;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import nacre.ir.Dim;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * A kind of operation with its attributes. The permits clause is the registry: the language, the documentation and the
 * tests enumerate it. One op is one file, which holds its signature, its types, its float64 meaning, its cost, what it
 * is capable of, and how it may be computed.
 *
 * <p>Every op but {@link Constant}, {@link Fused}, {@link InputOp} and {@link OpaqueOp} has a {@code static final OpSpec
 * SPEC} and is a record whose components are its attributes.
 */
public sealed interface Op
    permits Abs, Acos, Acosh, Add, Arange, ArgMax, ArgMin, ArgTopK, Asin, Asinh, Atan, Atanh, AveragePool1d,
    AveragePool2d, AveragePool3d, BatchNorm, BitwiseAnd, BitwiseNot, BitwiseOr, BitwiseXor, Cast, Ceil, Celu, Clip,
    Concat, Constant, Conv1d, Conv2d, Conv3d, ConvTranspose1d, ConvTranspose2d, ConvTranspose3d, Cos, Cosh, CumSum,
    Dense, DepthToSpace, DequantizeLinear, Div, Dropout, Einsum, Elu, Embedding, Equal, Erf, Exp, Expand, Flatten,
    Floor, Fused, Gather, GatherElements, GatherNd, Gelu, GlobalAveragePool1d, GlobalAveragePool2d, GlobalAveragePool3d,
    GlobalMaxPool1d, GlobalMaxPool2d, GlobalMaxPool3d, Glu, Greater, GreaterEqual, GridSample, GroupNorm, Gru, Hardmax,
    HardSigmoid, HardSwish, Identity, InputOp, InstanceNorm, IsInf, IsNan, LayerNorm, LeakyRelu, Less, LessEqual, Log,
    LogicalAnd, LogicalNot, LogicalOr, LogicalXor, LogSigmoid, LogSoftmax, LpNormalize, LpPool1d, LpPool2d, LpPool3d,
    Lrn, Lstm, MatMul, Max, MaxPool1d, MaxPool2d, MaxPool3d, MeanVarianceNorm, Min, Mish, Mod, Mul, MultiHeadAttention,
    Neg, NotEqual, OneHot, OpaqueOp, Pad, Pow, PRelu, QuantizeLinear, Reciprocal, ReduceL1, ReduceL2, ReduceLogSum,
    ReduceLogSumExp, ReduceMax, ReduceMean, ReduceMin, ReduceProd, ReduceSum, ReduceSumSquare, Relu, Reshape, Resize,
    ReverseSequence, RmsNorm, Rnn, RotaryEmbedding, Round, Rsqrt, ScaledDotProductAttention, ScaleShift,
    ScatterElements, ScatterNd, Selu, ShapeOf, Shrink, Sigmoid, Sign, Silu, Sin, Sinh, SizeOf, Slice, Softmax, Softplus,
    Softsign, SpaceToDepth, Split, Sqrt, Squeeze, Sub, Tan, Tanh, ThresholdedRelu, Tile, TopK, Transpose, Trilu,
    Unsqueeze, Where {
  /** The signature that texts and documentation see. */
  OpSpec spec();

  /**
   * The types of the results.
   *
   * @throws TypeError if the op cannot take these operands; it says what was found and what is required
   */
  List<Type> infer(InferContext context);

  /**
   * The elements of the first result in row-major order, where it is a small integer tensor and they can be known while
   * types are inferred; one that is not known, or no extent, is {@link Dim#UNKNOWN}.
   */
  default Optional<List<Dim>> contents(InferContext context) {
    return Optional.empty();
  }

  /** What the op means, in float64 or int64: the results for concrete operands. */
  List<Tensor> evaluate(Evaluation evaluation);

  /** Multiply-adds of one use. */
  default Dim macs(Site site) {
    return Dim.of(0);
  }

  /** The ways in which a use may be computed; none if no kernel does it. */
  default List<Candidate> candidates(Site site) {
    return List.of();
  }

  /** True if equal operands give equal results and nothing else happens. */
  default boolean pure() {
    return true;
  }

  /** How many results a use has. */
  default int results() {
    return 1;
  }

  /** This op with some symbols of its settings replaced by numbers. */
  default Op substitute(Map<String, Long> symbols) {
    return this;
  }

  /** The name in texts. */
  default String name() {
    return spec().name();
  }
}
