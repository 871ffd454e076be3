package nacre.kernels.loops;

import nacre.kernels.call.Curve;
import nacre.kernels.call.Pointwise;
import nacre.kernels.call.Pointwise.Function;
import nacre.kernels.call.Pointwise.Number;
import nacre.kernels.run.Slot;
import nacre.kernels.run.Worker;

/** Functions of corresponding whole numbers, computed in 64 bits and kept as {@link Wholes#kept} says. */
final class WholePointwiseLoops {

  private static final int RUN = 1 << 16;

  private final Lines lines = new Lines();

  /** An operand that the function does not have may be any slot. */
  static void run(Worker k, Pointwise call, Slot a, Slot b, Slot out) {
    k.tool(WholePointwiseLoops.class, WholePointwiseLoops::new).runAll(k, call, a, b, out);
  }

  private void runAll(Worker k, Pointwise call, Slot a, Slot b, Slot out) {
    k.step(lines.prepare(call.axes(), call.function().operands() + 1, 4, k.images(), k.workers()));
    for (int task = k.next(); task >= 0; task = k.next()) {
      lines.begin(task);
      while (lines.advance(RUN)) {
        computeLine(call, a, b, out);
      }
    }
  }

  private void computeLine(Pointwise call, Slot a, Slot b, Slot out) {
    Function function = call.function();
    Number number = call.number();
    int aAt = a.base() + lines.at(1);
    int aStep = lines.step(1);
    boolean binary = function.operands() > 1;
    int bAt = binary ? b.base() + lines.at(2) : 0;
    int bStep = binary ? lines.step(2) : 0;
    int to = out.base() + lines.at(0);
    Number kept = function.compares() ? Number.BOOL : number;
    for (int i = 0; i < lines.length(); i++) {
      long x = number.value(a.ints()[aAt + i * aStep]);
      long y = binary ? number.value(b.ints()[bAt + i * bStep]) : 0;
      out.ints()[to + i * lines.step(0)] = Wholes.kept(kept, bent(call.epilogue().curve(), compute(function, x, y)));
    }
  }

  private static long compute(Function function, long a, long b) {
    return switch (function) {
      case IDENTITY -> a;
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> b == 0 ? 0 : a / b;
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      case POW -> power(a, b);
      case MODULO -> b == 0 ? 0 : Math.floorMod(a, b);
      case REMAINDER -> b == 0 ? 0 : a % b;
      case EQUAL -> a == b ? 1 : 0;
      case LESS -> a < b ? 1 : 0;
      case LESS_OR_EQUAL -> a <= b ? 1 : 0;
      case AND -> a & b;
      case OR -> a | b;
      case XOR -> a ^ b;
      case NOT -> a == 0 ? 1 : 0;
      case AFFINE, PRELU, SELECT -> throw new IllegalArgumentException(function + " has loops of its own");
    };
  }

  /** By repeated squaring, modulo 2^64; a fraction is cut to 0, and so is 1 / 0. */
  private static long power(long base, long exponent) {
    if (exponent < 0) {
      return base == 1 || base == -1 ? power(base, exponent & 1) : 0;
    }
    long power = 1;
    long square = base;
    for (long left = exponent; left > 0; left >>= 1) {
      power *= (left & 1) == 0 ? 1 : square;
      square *= square;
    }
    return power;
  }

  private static long bent(Curve curve, long x) {
    return switch (curve) {
      case ABS -> Math.abs(x);
      case NEG -> -x;
      case SIGN -> Long.signum(x);
      default -> x;
    };
  }
}
