package nacre.kernels.loops;

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
import nacre.kernels.run.Slot;
import nacre.kernels.run.Worker;
import nacre.kernels.weights.Packed;

/** Which loops a call runs in. An operand that a call does not have is passed as any other slot. */
public final class Loops {

  private Loops() {}

  public static void conv(Worker k, Conv call, Packed weights, Slot in, Slot residual, Slot out) {
    if (call.isDepthwise()) {
      DepthwiseLoops.run(k, call, weights, in, residual, out);
    } else {
      ConvLoops.run(k, call, weights, in, residual, out);
    }
  }

  public static void gemm(Worker k, Gemm call, Packed right, Slot left, Slot residual, Slot out) {
    GemmLoops.run(k, call, right, left, residual, out);
  }

  public static void gemm(Worker k, Gemm call, Slot left, Slot right, Slot out) {
    GemmLoops.run(k, call, left, right, out);
  }

  public static void pool(Worker k, Pool call, Slot in, Slot out) {
    PoolLoops.run(k, call, in, out);
  }

  public static void pointwise(Worker k, Pointwise call, Slot a, Slot b, Slot c, Slot out) {
    if (call.function() == Pointwise.Function.SELECT) {
      SelectLoops.run(k, call, a, b, c, out);
    } else if (call.number() != Pointwise.Number.F32) {
      WholePointwiseLoops.run(k, call, a, b, out);
    } else if (call.function().compares()) {
      CompareLoops.run(k, call, a, b, out);
    } else {
      PointwiseLoops.run(k, call, a, b, c, out);
    }
  }

  public static void chain(Worker k, Chain call, Slot a, Slot b, Slot c, Slot d, Slot e, Slot f, Slot out) {
    ChainLoops.run(k, call, a, b, c, d, e, f, out);
  }

  public static void chainReduce(Worker k, ChainReduce call, Slot a, Slot b, Slot c, Slot d, Slot e, Slot f, Slot out) {
    ChainReduceLoops.run(k, call, a, b, c, d, e, f, out);
  }

  public static void cast(Worker k, Cast call, Slot in, Slot out) {
    CastLoops.run(k, call, in, out);
  }

  public static void reduce(Worker k, Reduce call, Slot in, Slot out) {
    if (call.number() == Pointwise.Number.F32) {
      ReduceLoops.run(k, call, in, out);
    } else {
      WholeReduceLoops.run(k, call, in, out);
    }
  }

  public static void extreme(Worker k, Extreme call, Slot in, Slot out) {
    ExtremeLoops.run(k, call, in, out);
  }

  public static void top(Worker k, Top call, Slot in, Slot out) {
    TopLoops.run(k, call, in, out);
  }

  public static void scan(Worker k, Scan call, Slot in, Slot out) {
    ScanLoops.run(k, call, in, out);
  }

  public static void gather(Worker k, Gather call, Slot data, Slot indices, Slot out) {
    GatherLoops.run(k, call, data, indices, out);
  }

  public static void scatter(Worker k, Scatter call, Slot updates, Slot indices, Slot out) {
    ScatterLoops.run(k, call, updates, indices, out);
  }

  public static void softmax(Worker k, Softmax call, Slot in, Slot out) {
    SoftmaxLoops.run(k, call, in, out);
  }

  public static void normalise(Worker k, Normalise call, Slot in, Slot gamma, Slot beta, Slot out) {
    NormaliseLoops.run(k, call, in, gamma, beta, out);
  }

  public static void copy(Worker k, Move call, Slot in, Slot out) {
    MoveLoops.copy(k, call, in, out);
  }

  public static void fill(Worker k, Move call, Slot out) {
    MoveLoops.fill(k, call, out);
  }

  /** Poisons a slot in a debug workspace; otherwise this is no step at all. */
  public static void poison(Worker k, Slot slot) {
    if (!k.debug()) {
      return;
    }
    k.step(1);
    while (k.next() >= 0) {
      slot.poison();
    }
  }
}
