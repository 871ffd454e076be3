package nacre.kernels.loops;

import nacre.kernels.call.Conv;
import nacre.kernels.call.Gemm;
import nacre.kernels.call.Move;
import nacre.kernels.call.Normalise;
import nacre.kernels.call.Pointwise;
import nacre.kernels.call.Pool;
import nacre.kernels.call.Softmax;
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
    switch (call.number()) {
      case F32 -> PointwiseLoops.run(k, call, a, b, c, out);
      case I32 -> WholePointwiseLoops.run(k, call, a, b, out);
    }
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
