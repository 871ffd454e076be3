package nacre.kernels.loops;

import java.util.Arrays;
import nacre.kernels.call.Axis;
import nacre.kernels.call.Move;
import nacre.kernels.run.Slot;
import nacre.kernels.run.Space;
import nacre.kernels.run.Worker;

/**
 * Strided copies and fills. A copy whose input lies close together along another loop than its output (a transpose) goes
 * through squares of both loops, so that both sides stay in the cache.
 */
final class MoveLoops {

  private static final int RUN = 1 << 16;
  private static final int SQUARE = 16;

  private final Lines lines = new Lines();
  private final Nest outer = new Nest();

  static void copy(Worker k, Move call, Slot in, Slot out) {
    k.tool(MoveLoops.class, MoveLoops::new).copyAll(k, call, in, out);
  }

  static void fill(Worker k, Move call, Slot out) {
    k.tool(MoveLoops.class, MoveLoops::new).fillAll(k, call, out);
  }

  private void copyAll(Worker k, Move call, Slot in, Slot out) {
    int images = k.images();
    int from = in.base() + call.from().at(images);
    int to = out.base() + call.to().at(images);
    if (isTranspose(call, images)) {
      transpose(k, call, in, from, out, to);
      return;
    }
    k.step(lines.prepare(call.axes(), 2, 1, images, k.workers()));
    for (int task = k.next(); task >= 0; task = k.next()) {
      lines.begin(task);
      while (lines.advance(RUN)) {
        copyRun(in, from + lines.at(1), lines.step(1), out, to + lines.at(0), lines.step(0), lines.length());
      }
    }
  }

  private static boolean isTranspose(Move call, int images) {
    int rank = call.axes().size();
    return rank >= 2 && call.axes().getLast().stride(1, images) != 1
        && call.axes().get(rank - 2).stride(1, images) == 1;
  }

  private void transpose(Worker k, Move call, Slot in, int from, Slot out, int to) {
    int images = k.images();
    int rank = call.axes().size();
    Axis columns = call.axes().get(rank - 2);
    Axis rows = call.axes().getLast();
    outer.resolve(call.axes(), rank - 2, 2, images);
    int across = columns.extent().at(images);
    int bands = Tasks.ceilDiv(across, SQUARE);
    int batch = Tasks.batch(outer.turns() * bands, (long) SQUARE * rows.extent().at(images), k.workers());
    k.step(Tasks.ceilDiv(outer.turns() * bands, batch));
    for (int task = k.next(); task >= 0; task = k.next()) {
      int end = Math.min(outer.turns() * bands, (task + 1) * batch);
      for (int band = task * batch; band < end; band++) {
        outer.seek(band / bands);
        int first = band % bands * SQUARE;
        int count = Math.min(SQUARE, across - first);
        transposeBand(columns, rows, images, count, in, from + outer.offset(1) + first * columns.stride(1, images), out,
            to + outer.offset(0) + first * columns.stride(0, images));
      }
    }
  }

  private static void transposeBand(Axis columns, Axis rows, int images, int count, Slot in, int from, Slot out,
      int to) {
    int extent = rows.extent().at(images);
    int inRow = rows.stride(1, images);
    int outRow = rows.stride(0, images);
    int outColumn = columns.stride(0, images);
    for (int first = 0; first < extent; first += SQUARE) {
      int n = Math.min(SQUARE, extent - first);
      for (int column = 0; column < count; column++) {
        copyRun(in, from + first * inRow + column, inRow, out, to + first * outRow + column * outColumn, outRow, n);
      }
    }
  }

  private static void copyRun(Slot in, int from, int inStep, Slot out, int to, int outStep, int n) {
    if (out.space() == Space.F32) {
      copyRun(in.floats(), from, inStep, out.floats(), to, outStep, n);
    } else {
      copyRun(in.ints(), from, inStep, out.ints(), to, outStep, n);
    }
  }

  static void copyRun(float[] x, int from, int inStep, float[] y, int to, int outStep, int n) {
    if (inStep == 1 && outStep == 1) {
      System.arraycopy(x, from, y, to, n);
      return;
    }
    for (int i = 0; i < n; i++) {
      y[to + i * outStep] = x[from + i * inStep];
    }
  }

  static void copyRun(int[] x, int from, int inStep, int[] y, int to, int outStep, int n) {
    if (inStep == 1 && outStep == 1) {
      System.arraycopy(x, from, y, to, n);
      return;
    }
    for (int i = 0; i < n; i++) {
      y[to + i * outStep] = x[from + i * inStep];
    }
  }

  private void fillAll(Worker k, Move call, Slot out) {
    if (call.kind() == Move.Kind.HALO) {
      fillHalos(k, out);
      return;
    }
    int to = out.base() + call.to().at(k.images());
    k.step(lines.prepare(call.axes(), 1, 1, k.images(), k.workers()));
    for (int task = k.next(); task >= 0; task = k.next()) {
      lines.begin(task);
      while (lines.advance(RUN)) {
        fillRun(call.value(), out, to + lines.at(0), lines.step(0), lines.length());
      }
    }
  }

  private static void fillRun(float value, Slot out, int to, int step, int n) {
    if (step == 1 && out.space() == Space.F32) {
      Arrays.fill(out.floats(), to, to + n, value);
      return;
    }
    for (int i = 0; i < n; i++) {
      if (out.space() == Space.F32) {
        out.floats()[to + i * step] = value;
      } else {
        out.ints()[to + i * step] = Math.round(value);
      }
    }
  }

  private static void fillHalos(Worker k, Slot out) {
    int planes = out.images(k.images()) * out.channels();
    int batch = Tasks.batch(planes, out.planeStride() - (long) out.height() * out.width(), k.workers());
    k.step(Tasks.ceilDiv(planes, batch));
    for (int task = k.next(); task >= 0; task = k.next()) {
      for (int plane = task * batch; plane < Math.min(planes, (task + 1) * batch); plane++) {
        out.fillHalo(plane / out.channels(), plane % out.channels());
      }
    }
  }
}
