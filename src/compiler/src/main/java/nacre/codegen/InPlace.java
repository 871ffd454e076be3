package nacre.codegen;

import java.util.List;
import java.util.stream.IntStream;
import nacre.kernels.call.Axis;
import nacre.kernels.call.Call;
import nacre.kernels.call.Cast;
import nacre.kernels.call.Chain;
import nacre.kernels.call.ChainReduce;
import nacre.kernels.call.Conv;
import nacre.kernels.call.Extreme;
import nacre.kernels.call.Gather;
import nacre.kernels.call.Gemm;
import nacre.kernels.call.Move;
import nacre.kernels.call.Normalise;
import nacre.kernels.call.Pointwise;
import nacre.kernels.call.Pool;
import nacre.kernels.call.Reduce;
import nacre.kernels.call.Scan;
import nacre.kernels.call.Scatter;
import nacre.kernels.call.Softmax;
import nacre.kernels.call.Top;

/** Which operands of a call may be where its output is, because every element is read before it is written, and once. */
final class InPlace {
  private InPlace() {}

  /** Positions among a step's reads. */
  static List<Integer> operands(Call call) {
    return switch (call) {
      case Conv conv -> conv.epilogue().init().hasResidual() ? List.of(1) : List.of();
      case Gemm gemm -> gemm.epilogue().init().hasResidual() ? List.of(1) : List.of();
      case Pointwise pointwise -> IntStream.range(0, pointwise.function().operands())
          .filter(operand -> lieAlike(pointwise.axes(), operand)).boxed().toList();
      case Chain chain -> IntStream.range(0, chain.reads()).filter(operand -> lieAlike(chain.axes(), operand)).boxed()
          .toList();
      case Cast cast -> lieAlike(cast.axes(), 0) ? List.of(0) : List.of();
      case Softmax softmax ->
          lieAlike(softmax.axes(), 0) && lieAlike(List.of(softmax.along()), 0) ? List.of(0) : List.of();
      case Normalise normalise ->
          lieAlike(normalise.axes(), 0) && lieAlike(List.of(normalise.channels()), 0) ? List.of(0) : List.of();
      case ChainReduce _, Extreme _, Gather _, Move _, Pool _, Reduce _, Scan _, Scatter _, Top _ -> List.of();
    };
  }

  private static boolean lieAlike(List<Axis> axes, int operand) {
    return axes.stream().allMatch(axis -> axis.strides().get(0).equals(axis.strides().get(operand + 1)));
  }
}
