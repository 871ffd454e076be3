package nacre.kernels.loops;

import nacre.kernels.call.Reduce;
import nacre.kernels.run.Slot;
import nacre.kernels.run.Worker;

/** Reductions of whole numbers, in 64 bits. */
final class WholeReduceLoops {

  private static final int RUN = 1 << 16;

  private final Lines results = new Lines();
  private final Lines elements = new Lines();

  static void run(Worker k, Reduce call, Slot in, Slot out) {
    k.tool(WholeReduceLoops.class, WholeReduceLoops::new).runAll(k, call, in, out);
  }

  private void runAll(Worker k, Reduce call, Slot in, Slot out) {
    elements.prepare(call.along(), 1, 1, k.images(), 1);
    int tasks = results.prepare(call.axes(), 2, 2L * Math.max(1, elements.total()), k.images(), k.workers());
    k.step(tasks);
    for (int task = k.next(); task >= 0; task = k.next()) {
      results.begin(task);
      while (results.advance(1)) {
        out.ints()[out.base() + results.at(0)] = Wholes.kept(call.number(), fold(call, in, in.base() + results.at(1)));
      }
    }
  }

  private long fold(Reduce call, Slot in, int from) {
    long result = Folding.start(call.fold(), call.number());
    if (elements.total() == 0) {
      return result;
    }
    elements.begin(0);
    while (elements.advance(RUN)) {
      int at = from + elements.at(0);
      for (int i = 0; i < elements.length(); i++) {
        long element = call.number().value(in.ints()[at + i * elements.step(0)]);
        result = Folding.next(call.fold(), call.number(), result, element);
      }
    }
    return result;
  }
}
