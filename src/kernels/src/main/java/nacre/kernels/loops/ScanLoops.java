package nacre.kernels.loops;

import java.util.Arrays;
import nacre.kernels.call.Pointwise.Number;
import nacre.kernels.call.Scan;
import nacre.kernels.run.Slot;
import nacre.kernels.run.Worker;

/** Running results, a line of neighbouring positions side by side. */
final class ScanLoops {

  /** Positions that are worked on side by side. */
  private static final int LINE = 256;

  private final Lines lines = new Lines();
  private final double[] totals = new double[LINE];
  private final long[] wholes = new long[LINE];

  static void run(Worker k, Scan call, Slot in, Slot out) {
    k.tool(ScanLoops.class, ScanLoops::new).runAll(k, call, in, out);
  }

  private void runAll(Worker k, Scan call, Slot in, Slot out) {
    int extent = call.along().extent().at(k.images());
    int outStep = call.along().stride(0, k.images());
    int inStep = call.along().stride(1, k.images());
    k.step(lines.prepare(call.axes(), 2, 2L * extent, k.images(), k.workers()));
    for (int task = k.next(); task >= 0; task = k.next()) {
      lines.begin(task);
      while (lines.advance(LINE)) {
        start(call, lines.length());
        for (int i = 0; i < extent; i++) {
          int place = call.reverse() ? extent - 1 - i : i;
          int from = in.base() + lines.at(1) + place * inStep;
          int to = out.base() + lines.at(0) + place * outStep;
          if (call.number() == Number.F32) {
            turn(call, in.floats(), from, out.floats(), to, lines.length());
          } else {
            turn(call, in.ints(), from, out.ints(), to, lines.length());
          }
        }
      }
    }
  }

  private void start(Scan call, int n) {
    if (call.number() == Number.F32) {
      Arrays.fill(totals, 0, n, Folding.start(call.fold()));
    } else {
      Arrays.fill(wholes, 0, n, Folding.start(call.fold(), call.number()));
    }
  }

  private void turn(Scan call, float[] x, int from, float[] y, int to, int n) {
    for (int i = 0; i < n; i++) {
      double before = totals[i];
      totals[i] = Folding.next(call.fold(), before, x[from + i * lines.step(1)]);
      y[to + i * lines.step(0)] = (float) (call.exclusive() ? before : totals[i]);
    }
  }

  private void turn(Scan call, int[] x, int from, int[] y, int to, int n) {
    for (int i = 0; i < n; i++) {
      long before = wholes[i];
      long element = call.number().value(x[from + i * lines.step(1)]);
      wholes[i] = Folding.next(call.fold(), call.number(), before, element);
      y[to + i * lines.step(0)] = Wholes.kept(call.number(), call.exclusive() ? before : wholes[i]);
    }
  }
}
