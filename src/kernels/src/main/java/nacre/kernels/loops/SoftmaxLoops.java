package nacre.kernels.loops;

import static nacre.kernels.lanes.Lanes.ELEMENTS;

import java.util.Arrays;
import nacre.kernels.call.Axis;
import nacre.kernels.call.Softmax;
import nacre.kernels.lanes.Elements;
import nacre.kernels.run.Slot;
import nacre.kernels.run.Worker;

/**
 * Softmax. Where the elements that add up to one are neighbours, each such row is a run; elsewhere a run is a line of
 * neighbouring positions, and the elements along the axis are taken one line after the other.
 */
final class SoftmaxLoops {

  /** Positions that are worked on side by side. */
  private static final int RUN = 256;
  private static final int LINE_AT = RUN;
  private static final int SUMS_AT = 2 * RUN;
  private static final int ROW_AT = 3 * RUN + Elements.SPARE;

  private final Lines lines = new Lines();
  private float[] scratch = {};
  private float[] x = {};
  private float[] y = {};
  private int extent;
  private int outStep;
  private int inStep;
  private int inBase;
  private int outBase;

  static void run(Worker k, Softmax call, Slot in, Slot out) {
    k.tool(SoftmaxLoops.class, SoftmaxLoops::new).runAll(k, call, in, out);
  }

  private void runAll(Worker k, Softmax call, Slot in, Slot out) {
    Axis along = call.along();
    extent = along.extent().at(k.images());
    outStep = along.stride(0, k.images());
    inStep = along.stride(1, k.images());
    x = in.floats();
    y = out.floats();
    inBase = in.base();
    outBase = out.base();
    int tasks = lines.prepare(call.axes(), 2, 16L * extent, k.images(), k.workers());
    boolean sideBySide = inStep != 1 && lines.step(0) == 1 && lines.step(1) == 1;
    scratch = k.floats(ROW_AT + extent);
    k.step(tasks);
    for (int task = k.next(); task >= 0; task = k.next()) {
      lines.begin(task);
      while (lines.advance(sideBySide ? RUN : 1)) {
        if (sideBySide) {
          computeLine(inBase + lines.at(1), outBase + lines.at(0), lines.length());
        } else {
          computeRow(inBase + lines.at(1), outBase + lines.at(0));
        }
      }
    }
  }

  /** One row, copied to scratch memory where its elements lie apart. */
  private void computeRow(int from, int to) {
    float[] row = x;
    int at = from;
    if (inStep != 1) {
      row = scratch;
      at = ROW_AT;
      for (int i = 0; i < extent; i++) {
        scratch[ROW_AT + i] = x[from + i * inStep];
      }
    }
    float greatest = ELEMENTS.greatest(row, at, extent, scratch, 3 * RUN);
    float[] result = outStep == 1 ? y : scratch;
    int resultAt = outStep == 1 ? to : ROW_AT;
    ELEMENTS.exp(row, at, greatest, result, resultAt, extent);
    float sum = ELEMENTS.sum(result, resultAt, extent, scratch, 3 * RUN);
    for (int i = 0; i < extent; i++) {
      y[to + i * outStep] = result[resultAt + i] / sum;
    }
  }

  /** {@code n} neighbouring positions side by side. */
  private void computeLine(int from, int to, int n) {
    Arrays.fill(scratch, 0, n, Float.NEGATIVE_INFINITY);
    for (int i = 0; i < extent; i++) {
      ELEMENTS.greater(scratch, 0, x, from + i * inStep, scratch, 0, n);
    }
    Arrays.fill(scratch, SUMS_AT, SUMS_AT + n, 0);
    for (int i = 0; i < extent; i++) {
      ELEMENTS.subtract(x, from + i * inStep, scratch, 0, scratch, LINE_AT, n);
      ELEMENTS.exp(scratch, LINE_AT, 0, y, to + i * outStep, n);
      ELEMENTS.add(scratch, SUMS_AT, y, to + i * outStep, scratch, SUMS_AT, n);
    }
    for (int i = 0; i < extent; i++) {
      ELEMENTS.divide(y, to + i * outStep, scratch, SUMS_AT, y, to + i * outStep, n);
    }
  }
}
