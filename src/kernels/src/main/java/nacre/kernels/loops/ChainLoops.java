package nacre.kernels.loops;

import nacre.kernels.call.Chain;
import nacre.kernels.run.Slot;
import nacre.kernels.run.Worker;

/** Chains of functions, line by line. */
final class ChainLoops {

  private final Lines lines = new Lines();
  private final ChainLine line = new ChainLine();

  static void run(Worker k, Chain call, Slot a, Slot b, Slot c, Slot d, Slot e, Slot f, Slot out) {
    ChainLoops loops = k.tool(ChainLoops.class, ChainLoops::new);
    loops.line.operands(a, b, c, d, e, f);
    loops.runAll(k, call, out);
  }

  private void runAll(Worker k, Chain call, Slot out) {
    line.prepare(k, call, 0);
    int work = 4 * call.links().size();
    k.step(lines.prepare(call.axes(), call.reads() + 1, work, k.images(), k.workers()));
    for (int task = k.next(); task >= 0; task = k.next()) {
      lines.begin(task);
      while (lines.advance(ChainLine.RUN)) {
        computeLine(out, lines.length());
      }
    }
  }

  private void computeLine(Slot out, int n) {
    for (int read = 0; read < line.reads(); read++) {
      line.lay(read, lines.at(read + 1), lines.step(read + 1), n);
    }
    int to = out.base() + lines.at(0);
    int step = lines.step(0);
    if (step == 1) {
      line.compute(out.floats(), out.ints(), to, n);
      return;
    }
    int from = line.result();
    line.compute(line.scratch(), line.truthScratch(), from, n);
    if (line.isTruth()) {
      for (int i = 0; i < n; i++) {
        out.ints()[to + i * step] = line.truthScratch()[from + i];
      }
    } else {
      for (int i = 0; i < n; i++) {
        out.floats()[to + i * step] = line.scratch()[from + i];
      }
    }
  }
}
