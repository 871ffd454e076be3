package nacre.kernels.loops;

import nacre.kernels.call.Pointwise.Number;
import nacre.kernels.call.Scatter;
import nacre.kernels.call.Scatter.Meeting;
import nacre.kernels.run.Slot;
import nacre.kernels.run.Worker;

/**
 * Updates at computed places. Tasks split the loops that reach different elements; updates that may reach the same one are
 * made one after the other.
 */
final class ScatterLoops {

  private static final int RUN = 1024;

  private final Lines lines = new Lines();
  private final Nest ordered = new Nest();
  private final IndexedPlaces places = new IndexedPlaces();

  static void run(Worker k, Scatter call, Slot updates, Slot indices, Slot out) {
    k.tool(ScatterLoops.class, ScatterLoops::new).runAll(k, call, updates, indices, out);
  }

  private void runAll(Worker k, Scatter call, Slot updates, Slot indices, Slot out) {
    places.prepare(call.places(), call.step().at(k.images()), indices, k.images());
    ordered.resolve(call.ordered(), call.ordered().size(), 3, k.images());
    k.step(lines.prepare(call.axes(), 3, 4L * Math.max(1, ordered.turns()), k.images(), k.workers()));
    for (int task = k.next(); task >= 0; task = k.next()) {
      lines.begin(task);
      while (lines.advance(RUN)) {
        ordered.seek(0);
        for (int turn = 0; turn < ordered.turns(); turn++) {
          int to = out.base() + lines.at(0) + ordered.offset(0);
          int from = updates.base() + lines.at(1) + ordered.offset(1);
          int index = indices.base() + lines.at(2) + ordered.offset(2);
          if (call.number() == Number.F32) {
            update(call, updates.floats(), from, index, out.floats(), to);
          } else {
            update(call, updates.ints(), from, index, out.ints(), to);
          }
          ordered.advance();
        }
      }
    }
  }

  private void update(Scatter call, float[] updates, int from, int index, float[] y, int to) {
    for (int i = 0; i < lines.length(); i++) {
      int at = to + i * lines.step(0) + places.offset(index + i * lines.step(2));
      y[at] = met(call.meeting(), y[at], updates[from + i * lines.step(1)]);
    }
  }

  private static float met(Meeting meeting, float element, float update) {
    return switch (meeting) {
      case REPLACE -> update;
      case ADD -> element + update;
      case MULTIPLY -> element * update;
      case MAX -> Math.max(element, update);
      case MIN -> Math.min(element, update);
    };
  }

  private void update(Scatter call, int[] updates, int from, int index, int[] y, int to) {
    Number number = call.number();
    for (int i = 0; i < lines.length(); i++) {
      int at = to + i * lines.step(0) + places.offset(index + i * lines.step(2));
      long update = number.value(updates[from + i * lines.step(1)]);
      y[at] = Wholes.kept(number, met(call.meeting(), number.value(y[at]), update));
    }
  }

  private static long met(Meeting meeting, long element, long update) {
    return switch (meeting) {
      case REPLACE -> update;
      case ADD -> element + update;
      case MULTIPLY -> element * update;
      case MAX -> Math.max(element, update);
      case MIN -> Math.min(element, update);
    };
  }
}
