package nacre.kernels;

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
import nacre.kernels.loops.Loops;
import nacre.kernels.run.Slot;
import nacre.kernels.run.Worker;
import nacre.kernels.weights.Packed;

/**
 * The kernel calls that emitted code makes, one per step, by every worker in the same order; meant to be imported
 * statically. Operands come in reading order: inputs, constants, then the output.
 */
public final class Kernels {

  private Kernels() {}

  public static void conv(Worker k, Conv call, Packed weights, Slot in, Slot out) {
    conv(k, call, weights, in, out, out);
  }

  /** With a residual of the output's shape, which may be the output itself. */
  public static void conv(Worker k, Conv call, Packed weights, Slot in, Slot residual, Slot out) {
    Loops.conv(k, call, weights, in, residual, out);
    k.wrote(out);
  }

  /** A product with a packed constant. */
  public static void gemm(Worker k, Gemm call, Packed right, Slot left, Slot out) {
    Loops.gemm(k, call, right, left, out, out);
    k.wrote(out);
  }

  /** A product with a packed constant, and with a residual that lies like the output and may be it. */
  public static void gemm(Worker k, Gemm call, Packed right, Slot left, Slot residual, Slot out) {
    Loops.gemm(k, call, right, left, residual, out);
    k.wrote(out);
  }

  /** A product of two values, without bias and residual. */
  public static void gemm(Worker k, Gemm call, Slot left, Slot right, Slot out) {
    Loops.gemm(k, call, left, right, out);
    k.wrote(out);
  }

  public static void pool(Worker k, Pool call, Slot in, Slot out) {
    Loops.pool(k, call, in, out);
    k.wrote(out);
  }

  /** A function of one operand; the output may be the operand. */
  public static void pointwise(Worker k, Pointwise call, Slot a, Slot out) {
    Loops.pointwise(k, call, a, a, a, out);
    k.wrote(out);
  }

  /** A function of two operands; the output may be one that lies like it. */
  public static void pointwise(Worker k, Pointwise call, Slot a, Slot b, Slot out) {
    Loops.pointwise(k, call, a, b, b, out);
    k.wrote(out);
  }

  /** A function of three operands; the output may be one that lies like it. */
  public static void pointwise(Worker k, Pointwise call, Slot a, Slot b, Slot c, Slot out) {
    Loops.pointwise(k, call, a, b, c, out);
    k.wrote(out);
  }

  /** Functions in one walk, of one operand; the output may be it if it lies like it. */
  public static void chain(Worker k, Chain call, Slot a, Slot out) {
    Loops.chain(k, call, a, a, a, a, a, a, out);
    k.wrote(out);
  }

  /** Functions in one walk, of two operands; the output may be one that lies like it. */
  public static void chain(Worker k, Chain call, Slot a, Slot b, Slot out) {
    Loops.chain(k, call, a, b, b, b, b, b, out);
    k.wrote(out);
  }

  /** Functions in one walk, of three operands; the output may be one that lies like it. */
  public static void chain(Worker k, Chain call, Slot a, Slot b, Slot c, Slot out) {
    Loops.chain(k, call, a, b, c, c, c, c, out);
    k.wrote(out);
  }

  /** Functions in one walk, of four operands; the output may be one that lies like it. */
  public static void chain(Worker k, Chain call, Slot a, Slot b, Slot c, Slot d, Slot out) {
    Loops.chain(k, call, a, b, c, d, d, d, out);
    k.wrote(out);
  }

  /** Functions in one walk, of five operands; the output may be one that lies like it. */
  public static void chain(Worker k, Chain call, Slot a, Slot b, Slot c, Slot d, Slot e, Slot out) {
    Loops.chain(k, call, a, b, c, d, e, e, out);
    k.wrote(out);
  }

  /** Functions in one walk, of six operands; the output may be one that lies like it. */
  public static void chain(Worker k, Chain call, Slot a, Slot b, Slot c, Slot d, Slot e, Slot f, Slot out) {
    Loops.chain(k, call, a, b, c, d, e, f, out);
    k.wrote(out);
  }

  /** Results of functions of one operand become one; the output must not overlap what is read. */
  public static void chainReduce(Worker k, ChainReduce call, Slot a, Slot out) {
    Loops.chainReduce(k, call, a, a, a, a, a, a, out);
    k.wrote(out);
  }

  /** Results of functions of two operands become one; the output must not overlap what is read. */
  public static void chainReduce(Worker k, ChainReduce call, Slot a, Slot b, Slot out) {
    Loops.chainReduce(k, call, a, b, b, b, b, b, out);
    k.wrote(out);
  }

  /** Results of functions of three operands become one; the output must not overlap what is read. */
  public static void chainReduce(Worker k, ChainReduce call, Slot a, Slot b, Slot c, Slot out) {
    Loops.chainReduce(k, call, a, b, c, c, c, c, out);
    k.wrote(out);
  }

  /** Results of functions of four operands become one; the output must not overlap what is read. */
  public static void chainReduce(Worker k, ChainReduce call, Slot a, Slot b, Slot c, Slot d, Slot out) {
    Loops.chainReduce(k, call, a, b, c, d, d, d, out);
    k.wrote(out);
  }

  /** Results of functions of five operands become one; the output must not overlap what is read. */
  public static void chainReduce(Worker k, ChainReduce call, Slot a, Slot b, Slot c, Slot d, Slot e, Slot out) {
    Loops.chainReduce(k, call, a, b, c, d, e, e, out);
    k.wrote(out);
  }

  /** Results of functions of six operands become one; the output must not overlap what is read. */
  public static void chainReduce(Worker k, ChainReduce call, Slot a, Slot b, Slot c, Slot d, Slot e, Slot f, Slot out) {
    Loops.chainReduce(k, call, a, b, c, d, e, f, out);
    k.wrote(out);
  }

  /** The output may be the input if both are whole numbers. */
  public static void cast(Worker k, Cast call, Slot in, Slot out) {
    Loops.cast(k, call, in, out);
    k.wrote(out);
  }

  /** The output may be the input. */
  public static void softmax(Worker k, Softmax call, Slot in, Slot out) {
    Loops.softmax(k, call, in, out);
    k.wrote(out);
  }

  /** {@code gamma} and {@code beta} hold one element per channel; the output may be the input. */
  public static void normalise(Worker k, Normalise call, Slot in, Slot gamma, Slot beta, Slot out) {
    Loops.normalise(k, call, in, gamma, beta, out);
    k.wrote(out);
  }

  /** Elements become one; the slots must not overlap. */
  public static void reduce(Worker k, Reduce call, Slot in, Slot out) {
    Loops.reduce(k, call, in, out);
    k.wrote(out);
  }

  /** Places of the greatest or least elements, whole numbers. */
  public static void extreme(Worker k, Extreme call, Slot in, Slot out) {
    Loops.extreme(k, call, in, out);
    k.wrote(out);
  }

  /** Places of the greatest or least elements in order, whole numbers. */
  public static void top(Worker k, Top call, Slot in, Slot out) {
    Loops.top(k, call, in, out);
    k.wrote(out);
  }

  /** Running results; the slots must not overlap. */
  public static void scan(Worker k, Scan call, Slot in, Slot out) {
    Loops.scan(k, call, in, out);
    k.wrote(out);
  }

  /** Elements at computed places; the slots must not overlap. */
  public static void gather(Worker k, Gather call, Slot data, Slot indices, Slot out) {
    Loops.gather(k, call, data, indices, out);
    k.wrote(out);
  }

  /** Updates of what the output holds at computed places; the slots must not overlap. */
  public static void scatter(Worker k, Scatter call, Slot updates, Slot indices, Slot out) {
    Loops.scatter(k, call, updates, indices, out);
    k.wrote(out);
  }

  /** A copy; the slots must not overlap. */
  public static void move(Worker k, Move call, Slot in, Slot out) {
    Loops.copy(k, call, in, out);
    k.wrote(out);
  }

  /** A fill, or a halo that gets its fill again. */
  public static void move(Worker k, Move call, Slot out) {
    Loops.fill(k, call, out);
    k.wrote(out);
  }

  /** Says that {@code slot} holds nothing any more; in a debug workspace it is poisoned. */
  public static void free(Worker k, Slot slot) {
    Loops.poison(k, slot);
  }
}
