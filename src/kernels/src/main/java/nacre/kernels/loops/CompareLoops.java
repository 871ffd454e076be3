package nacre.kernels.loops;

import nacre.kernels.call.Pointwise;
import nacre.kernels.call.Pointwise.Function;
import nacre.kernels.run.Slot;
import nacre.kernels.run.Worker;

/** Comparisons of floats: whole numbers 1 and 0. */
final class CompareLoops {

  private static final int RUN = 1 << 16;

  private final Lines lines = new Lines();

  static void run(Worker k, Pointwise call, Slot a, Slot b, Slot out) {
    k.tool(CompareLoops.class, CompareLoops::new).runAll(k, call, a, b, out);
  }

  private void runAll(Worker k, Pointwise call, Slot a, Slot b, Slot out) {
    k.step(lines.prepare(call.axes(), 3, 2, k.images(), k.workers()));
    for (int task = k.next(); task >= 0; task = k.next()) {
      lines.begin(task);
      while (lines.advance(RUN)) {
        compare(call.function(), a.floats(), a.base() + lines.at(1), lines.step(1), b.floats(), b.base() + lines.at(2),
            lines.step(2), out.ints(), out.base() + lines.at(0), lines.step(0), lines.length());
      }
    }
  }

  /** {@code n} elements, each so many places from the one before. */
  static void compare(Function function, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, int[] out,
      int to, int step, int n) {
    switch (function) {
      case EQUAL -> {
        for (int i = 0; i < n; i++) {
          out[to + i * step] = a[aAt + i * aStep] == b[bAt + i * bStep] ? 1 : 0;
        }
      }
      case LESS -> {
        for (int i = 0; i < n; i++) {
          out[to + i * step] = a[aAt + i * aStep] < b[bAt + i * bStep] ? 1 : 0;
        }
      }
      case LESS_OR_EQUAL -> {
        for (int i = 0; i < n; i++) {
          out[to + i * step] = a[aAt + i * aStep] <= b[bAt + i * bStep] ? 1 : 0;
        }
      }
      default -> throw new IllegalArgumentException(function + " compares nothing");
    }
  }
}
