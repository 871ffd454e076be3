package nacre.codegen;

import nacre.ir.DType;
import nacre.ir.Site;
import nacre.ir.op.Candidate;
import nacre.ir.op.Op;

/** Which element types kernels take. */
final class Kinds {
  private Kinds() {}

  /** @throws NodeSelector.NoKernelException if no kernel computes this way with the types of the site */
  static void require(Op op, Candidate how, Site site, DType result) {
    DType found = site.size() > 0 && site.has(0) ? site.tensor(0).dtype() : result;
    String required = switch (how) {
      case Candidate.Elementwise(Candidate.Elementwise.Function function, double _, double _) ->
          required(function, found);
      case Candidate.Binary(Candidate.Binary.Arithmetic arithmetic) -> required(arithmetic, found);
      case Candidate.Reduction(Candidate.Reduction.Kind kind, var _) ->
          kind == Candidate.Reduction.Kind.MEAN ? reals(found) : "";
      case Candidate.Scan scan -> scan.kind() == Candidate.Reduction.Kind.MEAN ? "another kind" : "";
      case Candidate.Select _, Candidate.Cast _, Candidate.ArgExtreme _, Candidate.ArgTop _ -> "";
      case Candidate.Slice _, Candidate.Repeat _, Candidate.Tiles _ -> "";
      case Candidate.Gather _, Candidate.GatherElements _, Candidate.GatherNd _ -> "";
      case Candidate.ScatterElements _, Candidate.ScatterNd _ -> "";
      case Candidate.Relabel _, Candidate.Permutation _, Candidate.Concatenation _, Candidate.Border _ -> "";
      case Candidate.Convolution _, Candidate.Dense _, Candidate.MatrixProduct _, Candidate.Pooling _ -> reals(found);
      case Candidate.GlobalAverage _, Candidate.Softmax _, Candidate.ScaleShift _ -> reals(found);
      case Candidate.ParametricRelu _, Candidate.BatchStatistics _ -> reals(found);
    };
    if (!required.isEmpty()) {
      throw new NodeSelector.NoKernelException(
          "no kernel computes `" + op.name() + "` of " + found + ", required " + required);
    }
  }

  private static String reals(DType found) {
    return found.isReal() ? "" : "reals";
  }

  private static String required(Candidate.Elementwise.Function function, DType found) {
    return switch (function) {
      case ABS, NEG, SIGN -> found == DType.BOOL ? "numbers" : "";
      case NOT -> found == DType.BOOL ? "" : "bool";
      default -> reals(found);
    };
  }

  private static String required(Candidate.Binary.Arithmetic arithmetic, DType found) {
    return switch (arithmetic) {
      case AND, OR, XOR -> found.isReal() ? "bool" : "";
      default -> "";
    };
  }
}
