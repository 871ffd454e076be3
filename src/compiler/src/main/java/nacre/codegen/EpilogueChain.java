package nacre.codegen;

import java.util.Optional;

import nacre.ir.op.Candidate;
import nacre.kernels.call.Curve;
import nacre.kernels.call.Epilogue;

/** Which functions of one element fit behind which loops: first a clamp, then a curve, each at most once. */
final class EpilogueChain {
  private EpilogueChain() {}

  /** Whether kernels of this family finish their elements with a clamp and a curve. */
  static boolean hasEpilogue(Candidate candidate) {
    return switch (candidate) {
      case Candidate.Convolution _, Candidate.Dense _, Candidate.MatrixProduct _ -> true;
      case Candidate.Elementwise _, Candidate.Binary _, Candidate.ScaleShift _, Candidate.ParametricRelu _ -> true;
      case Candidate.BatchStatistics _, Candidate.Select _ -> true;
      case Candidate.Pooling _, Candidate.GlobalAverage _, Candidate.Softmax _ -> false;
      case Candidate.Relabel _, Candidate.Permutation _, Candidate.Concatenation _, Candidate.Border _ -> false;
      case Candidate.Cast _, Candidate.Reduction _, Candidate.ArgExtreme _, Candidate.ArgTop _ -> false;
      case Candidate.Slice _, Candidate.Repeat _, Candidate.Tiles _, Candidate.Scan _ -> false;
      case Candidate.Gather _, Candidate.GatherElements _, Candidate.GatherNd _ -> false;
      case Candidate.ScatterElements _, Candidate.ScatterNd _ -> false;
    };
  }

  /** The epilogue followed by one more function, if that fits. */
  static Optional<Epilogue> followed(Epilogue epilogue, Candidate.Elementwise next) {
    if (epilogue.curve() != Curve.NONE) {
      return Optional.empty();
    }
    return switch (next.function()) {
      case CLIP -> Optional.of(epilogue.clamp(clip(epilogue.low(), next), clip(epilogue.high(), next)));
      case LEAKY_RELU -> Optional.of(epilogue.leaky((float) next.a()));
      case ELU -> Optional.of(epilogue.elu((float) next.a()));
      case NOT -> Optional.empty();
      default -> Optional.of(epilogue.curve(curve(next.function())));
    };
  }

  private static Curve curve(Candidate.Elementwise.Function function) {
    return switch (function) {
      case SIGMOID -> Curve.SIGMOID;
      case TANH -> Curve.TANH;
      case GELU -> Curve.GELU;
      case GELU_TANH -> Curve.GELU_TANH;
      case SILU -> Curve.SILU;
      case RSQRT -> Curve.RSQRT;
      case ABS -> Curve.ABS;
      case NEG -> Curve.NEG;
      case SIGN -> Curve.SIGN;
      case EXP -> Curve.EXP;
      case LOG -> Curve.LOG;
      case SQRT -> Curve.SQRT;
      case RECIPROCAL -> Curve.RECIPROCAL;
      case ERF -> Curve.ERF;
      case FLOOR -> Curve.FLOOR;
      case CEIL -> Curve.CEIL;
      case ROUND -> Curve.ROUND;
      case SIN -> Curve.SIN;
      case COS -> Curve.COS;
      case TAN -> Curve.TAN;
      case ASIN -> Curve.ASIN;
      case ACOS -> Curve.ACOS;
      case ATAN -> Curve.ATAN;
      case SINH -> Curve.SINH;
      case COSH -> Curve.COSH;
      case ASINH -> Curve.ASINH;
      case ACOSH -> Curve.ACOSH;
      case ATANH -> Curve.ATANH;
      case SOFTPLUS -> Curve.SOFTPLUS;
      case MISH -> Curve.MISH;
      case CLIP, LEAKY_RELU, ELU, NOT -> throw new IllegalArgumentException(function + " is more than a curve");
    };
  }

  /** {@code clip(clip(x, a, b), c, d) = clip(x, clip(a, c, d), clip(b, c, d))}. */
  private static float clip(float bound, Candidate.Elementwise clip) {
    return Math.min(Math.max(bound, (float) clip.a()), (float) clip.b());
  }
}
