package nacre.codegen;

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
import nacre.kernels.run.Space;

/** In which space a call finds each operand and puts its result. */
final class CallSpaces {
  private CallSpaces() {}

  /** @param moved the space of what is moved as it is, whichever that is */
  static Space written(Call call, Space moved) {
    return switch (call) {
      case Pointwise pointwise -> pointwise.function().compares() ? Space.I32 : of(pointwise.number());
      case Cast cast -> of(cast.to());
      case Chain chain -> chain.isTruth() ? Space.I32 : Space.F32;
      case Reduce reduce -> of(reduce.number());
      case Scan scan -> of(scan.number());
      case Scatter scatter -> of(scatter.number());
      case Extreme _, Top _ -> Space.I32;
      case Move _, Gather _ -> moved;
      case ChainReduce _, Conv _, Gemm _, Pool _, Normalise _, Softmax _ -> Space.F32;
    };
  }

  /** @param moved the space of what is moved as it is, whichever that is */
  static Space read(Call call, int operand, Space moved) {
    return switch (call) {
      case Pointwise(Pointwise.Function function, Pointwise.Number number, var _, var _) ->
          function == Pointwise.Function.SELECT && operand == 0 ? Space.I32 : of(number);
      case Cast cast -> of(cast.from());
      case Chain chain -> chain.readsTruth(operand) ? Space.I32 : Space.F32;
      case ChainReduce reduce -> reduce.chain().readsTruth(operand) ? Space.I32 : Space.F32;
      case Extreme extreme -> of(extreme.number());
      case Top top -> of(top.number());
      case Gather _, Scatter _ when operand == 1 -> Space.I32;
      case Reduce _, Scan _, Scatter _, Move _, Gather _, Conv _, Gemm _, Pool _, Normalise _, Softmax _ ->
          written(call, moved);
    };
  }

  private static Space of(Pointwise.Number number) {
    return number == Pointwise.Number.F32 ? Space.F32 : Space.I32;
  }
}
