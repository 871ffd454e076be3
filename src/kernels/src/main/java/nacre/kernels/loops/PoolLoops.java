package nacre.kernels.loops;

import static nacre.kernels.lanes.Lanes.ELEMENTS;
import static nacre.kernels.lanes.Lanes.ROWS;

import nacre.kernels.call.Pool;
import nacre.kernels.call.Window;
import nacre.kernels.lanes.Elements;
import nacre.kernels.lanes.Rows;
import nacre.kernels.run.Fill;
import nacre.kernels.run.Slot;
import nacre.kernels.run.Worker;

/** Pooling: a window that slides over each plane, or for whole planes a plain sum. */
final class PoolLoops {

  private final PlaneStage stage = new PlaneStage();
  private Pool call = new Pool(Pool.Kind.MAX, Window.of(1, 1, 1, 1), 0, 0, 0, 0, 0);
  private Slot in = PixelPacker.NOWHERE;
  private Slot out = PixelPacker.NOWHERE;
  private float[] scratch = {};
  private int[] offsets = {};
  private int countsAt;

  static void run(Worker k, Pool call, Slot in, Slot out) {
    k.tool(PoolLoops.class, PoolLoops::new).runAll(k, call, in, out);
  }

  private void runAll(Worker k, Pool newCall, Slot newIn, Slot newOut) {
    call = newCall;
    in = newIn;
    out = newOut;
    stage.prepare(call.window(), in, call.outHeight(), call.outWidth(),
        call.kind() == Pool.Kind.MAX ? Fill.LOWEST : Fill.ZERO);
    countsAt = stage.size() + 2 * Rows.OVERREAD;
    scratch = k.floats(countsAt + call.outWidth() + Elements.SPARE);
    offsets = k.ints(call.window().taps());
    stage.offsets(offsets);
    int planes = out.images(k.images()) * call.channels();
    long work = (long) call.outHeight() * call.outWidth() * call.window().taps();
    int batch = Tasks.batch(planes, work, k.workers());
    k.step(Tasks.ceilDiv(planes, batch));
    for (int task = k.next(); task >= 0; task = k.next()) {
      int end = Math.min(planes, (task + 1) * batch);
      for (int plane = task * batch; plane < end; plane++) {
        pool(plane / call.channels(), plane % call.channels());
      }
    }
  }

  private void pool(int image, int channel) {
    if (call.kind() != Pool.Kind.MAX && call.isGlobal()) {
      out.floats()[out.at(image, channel)] = sum(image, channel) / call.window().taps();
      return;
    }
    float[] x = stage.stage(image, channel, scratch, 0);
    int to = out.at(image, channel);
    int taps = call.window().taps();
    if (call.kind() == Pool.Kind.MAX) {
      ROWS.greatest(x, stage.at(), stage.rowStep(), offsets, taps, out.floats(), to, out.rowStride(), call.outHeight(),
          call.outWidth());
    } else {
      ROWS.sum(x, stage.at(), stage.rowStep(), offsets, taps, out.floats(), to, out.rowStride(), call.outHeight(),
          call.outWidth());
      divide(to);
    }
  }

  private float sum(int image, int channel) {
    int at = in.at(image, channel);
    if (in.hasContiguousPlanes()) {
      return ELEMENTS.sum(in.floats(), at, in.height() * in.width(), scratch, countsAt);
    }
    float sum = 0;
    for (int row = 0; row < in.height(); row++) {
      sum += ELEMENTS.sum(in.floats(), at + row * in.rowStride(), in.width(), scratch, countsAt);
    }
    return sum;
  }

  /** Divides the sums by how many elements each window has. */
  private void divide(int to) {
    Window window = call.window();
    int known = -1;
    for (int y = 0; y < call.outHeight(); y++) {
      int rows = count(y * window.strideY() - window.top(), window.height(), window.dilationY(), call.height(),
          window.top(), window.bottom());
      if (rows != known) {
        known = rows;
        counts(rows);
      }
      int at = to + y * out.rowStride();
      ELEMENTS.divide(out.floats(), at, scratch, countsAt, out.floats(), at, call.outWidth());
    }
  }

  /** Writes the number of elements of each window of a row whose windows have {@code rows} rows. */
  private void counts(int rows) {
    Window window = call.window();
    for (int x = 0; x < call.outWidth(); x++) {
      scratch[countsAt + x] = rows * count(x * window.strideX() - window.left(), window.width(), window.dilationX(),
          call.width(), window.left(), window.right());
    }
  }

  /** How many taps from {@code first} on count: those in the plane, and those in the padding if that counts. */
  private int count(int first, int taps, int dilation, int size, int before, int after) {
    boolean padding = call.kind() == Pool.Kind.AVERAGE_WITH_PADDING;
    int low = padding ? -before : 0;
    int high = padding ? size + after : size;
    int counted = 0;
    for (int tap = 0; tap < taps; tap++) {
      int at = first + tap * dilation;
      counted += at >= low && at < high ? 1 : 0;
    }
    return Math.max(1, counted);
  }
}
