package nacre.kernels.loops;

import nacre.kernels.call.Gather;
import nacre.kernels.run.Slot;
import nacre.kernels.run.Space;
import nacre.kernels.run.Worker;

/** Elements at computed places; where one index serves a whole line, the line is copied. */
final class GatherLoops {

  private static final int RUN = 1 << 16;

  private final Lines lines = new Lines();
  private final IndexedPlaces places = new IndexedPlaces();

  static void run(Worker k, Gather call, Slot data, Slot indices, Slot out) {
    k.tool(GatherLoops.class, GatherLoops::new).runAll(k, call, data, indices, out);
  }

  private void runAll(Worker k, Gather call, Slot data, Slot indices, Slot out) {
    places.prepare(call.places(), call.step().at(k.images()), indices, k.images());
    k.step(lines.prepare(call.axes(), 3, 2, k.images(), k.workers()));
    for (int task = k.next(); task >= 0; task = k.next()) {
      lines.begin(task);
      while (lines.advance(RUN)) {
        int from = data.base() + lines.at(1);
        int index = indices.base() + lines.at(2);
        int to = out.base() + lines.at(0);
        if (lines.step(2) == 0) {
          copyRun(data, from + places.offset(index), out, to);
        } else if (out.space() == Space.F32) {
          gather(data.floats(), from, index, out.floats(), to);
        } else {
          gather(data.ints(), from, index, out.ints(), to);
        }
      }
    }
  }

  private void copyRun(Slot data, int from, Slot out, int to) {
    if (out.space() == Space.F32) {
      MoveLoops.copyRun(data.floats(), from, lines.step(1), out.floats(), to, lines.step(0), lines.length());
    } else {
      MoveLoops.copyRun(data.ints(), from, lines.step(1), out.ints(), to, lines.step(0), lines.length());
    }
  }

  private void gather(float[] x, int from, int index, float[] y, int to) {
    for (int i = 0; i < lines.length(); i++) {
      y[to + i * lines.step(0)] = x[from + i * lines.step(1) + places.offset(index + i * lines.step(2))];
    }
  }

  private void gather(int[] x, int from, int index, int[] y, int to) {
    for (int i = 0; i < lines.length(); i++) {
      y[to + i * lines.step(0)] = x[from + i * lines.step(1) + places.offset(index + i * lines.step(2))];
    }
  }
}
