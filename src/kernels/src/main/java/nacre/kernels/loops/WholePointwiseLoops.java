package nacre.kernels.loops;

import nacre.kernels.call.Pointwise;
import nacre.kernels.call.Pointwise.Function;
import nacre.kernels.run.Slot;
import nacre.kernels.run.WholeNumberException;
import nacre.kernels.run.Worker;

/** Functions of corresponding whole numbers. A result that needs more than 32 bits is an error, not another number. */
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
        computeLine(call.function(), a, b, out);
      }
    }
  }

  private void computeLine(Function function, Slot a, Slot b, Slot out) {
    int aAt = a.base() + lines.at(1);
    int aStep = lines.step(1);
    boolean binary = function.operands() > 1;
    int bAt = binary ? b.base() + lines.at(2) : 0;
    int bStep = binary ? lines.step(2) : 0;
    int to = out.base() + lines.at(0);
    for (int i = 0; i < lines.length(); i++) {
      int x = a.ints()[aAt + i * aStep];
      int y = binary ? b.ints()[bAt + i * bStep] : 0;
      out.ints()[to + i * lines.step(0)] = compute(function, x, y);
    }
  }

  private static int compute(Function function, int a, int b) {
    long exact = switch (function) {
      case IDENTITY -> a;
      case ADD -> (long) a + b;
      case SUB -> (long) a - b;
      case MUL -> (long) a * b;
      case DIV, AFFINE, PRELU -> throw new IllegalArgumentException(function + " needs floats");
    };
    if (exact != (int) exact) {
      throw new WholeNumberException(
          "whole numbers are kept in 32 bits, and the result of " + function + " of " + a + " and " + b + " is "
              + exact);
    }
    return (int) exact;
  }
}
