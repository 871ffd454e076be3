package nacre.kernels.loops;

import nacre.kernels.call.Top;
import nacre.kernels.run.Slot;
import nacre.kernels.run.Worker;

/**
 * Where the greatest or least elements are, in order. A heap holds the best ones of a row so far, the worst of them on top;
 * taken off one by one they come in order. No two are equal, since their places are part of them.
 */
final class TopLoops {

  private final Lines lines = new Lines();
  private long[] heap = {};

  static void run(Worker k, Top call, Slot in, Slot out) {
    k.tool(TopLoops.class, TopLoops::new).runAll(k, call, in, out);
  }

  private void runAll(Worker k, Top call, Slot in, Slot out) {
    int images = k.images();
    int extent = call.along().extent().at(images);
    int count = Math.min(extent, call.count().at(images));
    int inStep = call.along().stride(1, images);
    int outStep = call.along().stride(0, images);
    heap = heap.length < count ? new long[count] : heap;
    k.step(lines.prepare(call.axes(), 2, 16L * extent, images, k.workers()));
    for (int task = k.next(); task >= 0; task = k.next()) {
      lines.begin(task);
      while (lines.advance(1)) {
        order(call, in, in.base() + lines.at(1), inStep, extent, count);
        int to = out.base() + lines.at(0);
        for (int i = 0; i < count; i++) {
          out.ints()[to + i * outStep] = (int) heap[i];
        }
      }
    }
  }

  /** Leaves the best ones in the heap, in order: numbers that are the less, the better an element is. */
  private void order(Top call, Slot in, int from, int step, int extent, int count) {
    for (int i = 0; i < extent && count > 0; i++) {
      int key = Keys.of(call.number(), in, from + i * step);
      long entry = (long) (call.greatest() ? ~key : key) << 32 | i;
      if (i < count) {
        rise(i, entry);
      } else if (entry < heap[0]) {
        sink(entry, count);
      }
    }
    for (int left = count - 1; left > 0; left--) {
      long worst = heap[0];
      sink(heap[left], left);
      heap[left] = worst;
    }
  }

  private void rise(int at, long entry) {
    int child = at;
    while (child > 0 && heap[(child - 1) / 2] < entry) {
      heap[child] = heap[(child - 1) / 2];
      child = (child - 1) / 2;
    }
    heap[child] = entry;
  }

  /** Puts an entry in the place of the one on top. */
  private void sink(long entry, int size) {
    int parent = 0;
    while (2 * parent + 1 < size) {
      int child = 2 * parent + 1;
      if (child + 1 < size && heap[child + 1] > heap[child]) {
        child++;
      }
      if (heap[child] <= entry) {
        break;
      }
      heap[parent] = heap[child];
      parent = child;
    }
    heap[parent] = entry;
  }
}
