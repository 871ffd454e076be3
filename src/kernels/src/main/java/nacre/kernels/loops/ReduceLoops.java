package nacre.kernels.loops;

import static nacre.kernels.lanes.Lanes.ELEMENTS;

import java.util.Arrays;
import nacre.kernels.call.Fold;
import nacre.kernels.call.Reduce;
import nacre.kernels.lanes.Elements;
import nacre.kernels.run.Slot;
import nacre.kernels.run.Worker;

/**
 * Reductions of floats. Where results lie next to each other in the input, a line of them is computed side by side; elsewhere
 * one after the other, each from runs of neighbouring elements. Short sums are floats, and sums of these doubles.
 */
final class ReduceLoops {

  /** Elements that are added up in floats. */
  private static final int RUN = 256;
  /** Results that are computed side by side, and how many elements of each are added up in floats. */
  private static final int LINE = 256;
  private static final int TURNS = 32;

  private final Lines results = new Lines();
  private final Lines elements = new Lines();
  private final double[] totals = new double[LINE];
  private float[] scratch = {};
  private float[] x = {};
  private Fold fold = Fold.SUM;
  private int count;

  static void run(Worker k, Reduce call, Slot in, Slot out) {
    k.tool(ReduceLoops.class, ReduceLoops::new).runAll(k, call, in, out);
  }

  private void runAll(Worker k, Reduce call, Slot in, Slot out) {
    fold = call.fold();
    x = in.floats();
    scratch = k.floats(RUN + Elements.SPARE);
    elements.prepare(call.along(), 1, 1, k.images(), 1);
    count = elements.total();
    int tasks = results.prepare(call.axes(), 2, Math.max(1, count), k.images(), k.workers());
    boolean sideBySide = results.step(1) == 1 && elements.step(0) != 1;
    k.step(tasks);
    for (int task = k.next(); task >= 0; task = k.next()) {
      results.begin(task);
      while (results.advance(sideBySide ? LINE : 1)) {
        int from = in.base() + results.at(1);
        int to = out.base() + results.at(0);
        if (sideBySide) {
          line(from, results.length());
          for (int i = 0; i < results.length(); i++) {
            out.floats()[to + i * results.step(0)] = result(totals[i]);
          }
        } else {
          out.floats()[to] = result(row(from));
        }
      }
    }
  }

  private float result(double total) {
    return (float) (fold == Fold.MEAN ? total / count : total);
  }

  private double row(int from) {
    double total = Folding.start(fold);
    if (count > 0) {
      elements.begin(0);
      while (elements.advance(RUN)) {
        total = run(total, from + elements.at(0), elements.step(0), elements.length());
      }
    }
    return total;
  }

  private double run(double soFar, int from, int step, int n) {
    float[] line = x;
    int at = from;
    if (step != 1) {
      line = scratch;
      at = 0;
      for (int i = 0; i < n; i++) {
        scratch[i] = x[from + i * step];
      }
    }
    return switch (fold) {
      case SUM, MEAN -> soFar + ELEMENTS.sum(line, at, n, scratch, RUN);
      case MAX -> Math.max(soFar, ELEMENTS.greatest(line, at, n, scratch, RUN));
      case MIN -> Math.min(soFar, ELEMENTS.least(line, at, n, scratch, RUN));
      case PRODUCT -> {
        double product = soFar;
        for (int i = 0; i < n; i++) {
          product *= line[at + i];
        }
        yield product;
      }
    };
  }

  /** {@code n} results side by side. */
  private void line(int from, int n) {
    Arrays.fill(totals, 0, n, Folding.start(fold));
    if (count == 0) {
      return;
    }
    int turns = 0;
    elements.begin(0);
    while (elements.advance(1)) {
      int at = from + elements.at(0);
      if (turns == 0) {
        System.arraycopy(x, at, scratch, 0, n);
      } else {
        add(at, n);
      }
      turns++;
      if (turns == (fold == Fold.PRODUCT ? 1 : TURNS)) {
        total(n);
        turns = 0;
      }
    }
    if (turns > 0) {
      total(n);
    }
  }

  private void add(int at, int n) {
    switch (fold) {
      case MAX -> ELEMENTS.greater(scratch, 0, x, at, scratch, 0, n);
      case MIN -> ELEMENTS.lesser(scratch, 0, x, at, scratch, 0, n);
      default -> ELEMENTS.add(scratch, 0, x, at, scratch, 0, n);
    }
  }

  private void total(int n) {
    for (int i = 0; i < n; i++) {
      totals[i] = Folding.next(fold, totals[i], scratch[i]);
    }
  }
}
