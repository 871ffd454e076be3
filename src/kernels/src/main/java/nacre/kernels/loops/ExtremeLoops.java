package nacre.kernels.loops;

import nacre.kernels.call.Extreme;
import nacre.kernels.call.Pointwise.Number;
import nacre.kernels.run.Slot;
import nacre.kernels.run.Worker;

/** Where the greatest or least elements are, one row after the other. */
final class ExtremeLoops {

  private final Lines lines = new Lines();

  static void run(Worker k, Extreme call, Slot in, Slot out) {
    k.tool(ExtremeLoops.class, ExtremeLoops::new).runAll(k, call, in, out);
  }

  private void runAll(Worker k, Extreme call, Slot in, Slot out) {
    int extent = call.along().extent().at(k.images());
    int step = call.along().stride(0, k.images());
    k.step(lines.prepare(call.axes(), 2, 2L * extent, k.images(), k.workers()));
    for (int task = k.next(); task >= 0; task = k.next()) {
      lines.begin(task);
      while (lines.advance(1)) {
        out.ints()[out.base() + lines.at(0)] = place(call, in, in.base() + lines.at(1), step, extent);
      }
    }
  }

  private static int place(Extreme call, Slot in, int from, int step, int extent) {
    int best = Integer.MIN_VALUE;
    int place = 0;
    for (int i = 0; i < extent; i++) {
      int key = key(call, in, from + i * step);
      if (i == 0 || key > best || call.last() && key == best) {
        best = key;
        place = i;
      }
    }
    return place;
  }

  /** The greater, the better; nothing is better than NaN. */
  private static int key(Extreme call, Slot in, int at) {
    int key = Keys.of(call.number(), in, at);
    boolean none = call.number() == Number.F32 && key == Keys.NAN;
    return call.greatest() || none ? key : ~key;
  }
}
