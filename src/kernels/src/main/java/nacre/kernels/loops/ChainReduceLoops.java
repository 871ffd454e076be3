package nacre.kernels.loops;

import static nacre.kernels.lanes.Lanes.ELEMENTS;

import java.util.Arrays;
import nacre.kernels.call.ChainReduce;
import nacre.kernels.call.Fold;
import nacre.kernels.run.Slot;
import nacre.kernels.run.Worker;

/**
 * Reductions of what a chain computes. As in {@link ReduceLoops}, a line of results is computed side by side where these lie
 * next to each other in an operand and the elements of one do not; short sums are floats, and sums of these doubles.
 */
final class ChainReduceLoops {

  /** Elements that are added up in floats, and how many of each result are where a line of them is computed. */
  private static final int RUN = 256;
  private static final int TURNS = 32;

  private final Lines results = new Lines();
  private final Lines elements = new Lines();
  private final ChainLine line = new ChainLine();
  private final double[] totals = new double[RUN];
  private Fold fold = Fold.SUM;
  private int count;

  static void run(Worker k, ChainReduce call, Slot a, Slot b, Slot c, Slot d, Slot e, Slot f, Slot out) {
    ChainReduceLoops loops = k.tool(ChainReduceLoops.class, ChainReduceLoops::new);
    loops.line.operands(a, b, c, d, e, f);
    loops.runAll(k, call, out);
  }

  private void runAll(Worker k, ChainReduce call, Slot out) {
    fold = call.fold();
    line.prepare(k, call.chain(), RUN);
    elements.prepare(call.along(), line.reads(), 1, k.images(), 1);
    count = elements.total();
    long work = 4L * call.chain().links().size() * Math.max(1, count);
    int tasks = results.prepare(call.axes(), line.reads() + 1, work, k.images(), k.workers());
    boolean sideBySide = isSideBySide();
    k.step(tasks);
    for (int task = k.next(); task >= 0; task = k.next()) {
      results.begin(task);
      while (results.advance(sideBySide ? RUN : 1)) {
        int n = results.length();
        int to = out.base() + results.at(0);
        if (sideBySide) {
          foldLine(n);
        } else {
          totals[0] = foldOne();
        }
        for (int i = 0; i < n; i++) {
          out.floats()[to + i * results.step(0)] = result(totals[i]);
        }
      }
    }
  }

  /** An operand that is the same for neighbouring results has no say. */
  private boolean isSideBySide() {
    boolean some = false;
    boolean none = true;
    for (int read = 0; read < line.reads(); read++) {
      some |= results.step(read + 1) == 1 && elements.step(read) != 1;
      none &= results.step(read + 1) == 0 || elements.step(read) != 1;
    }
    return some && none;
  }

  private float result(double total) {
    return (float) (fold == Fold.MEAN ? total / count : total);
  }

  /** One result, from runs of elements. */
  private double foldOne() {
    double total = Folding.start(fold);
    if (count > 0) {
      elements.begin(0);
      while (elements.advance(RUN)) {
        int n = elements.length();
        for (int read = 0; read < line.reads(); read++) {
          line.lay(read, results.at(read + 1) + elements.at(read), elements.step(read), n);
        }
        line.compute(line.scratch(), line.truthScratch(), line.result(), n);
        total = run(total, n);
      }
    }
    return total;
  }

  private double run(double soFar, int n) {
    float[] x = line.scratch();
    int at = line.result();
    int spare = line.own();
    return switch (fold) {
      case SUM, MEAN -> soFar + ELEMENTS.sum(x, at, n, x, spare);
      case MAX -> Math.max(soFar, ELEMENTS.greatest(x, at, n, x, spare));
      case MIN -> Math.min(soFar, ELEMENTS.least(x, at, n, x, spare));
      case PRODUCT -> {
        double product = soFar;
        for (int i = 0; i < n; i++) {
          product *= x[at + i];
        }
        yield product;
      }
    };
  }

  /** {@code n} results side by side. */
  private void foldLine(int n) {
    Arrays.fill(totals, 0, n, Folding.start(fold));
    if (count == 0) {
      return;
    }
    int turns = 0;
    elements.begin(0);
    while (elements.advance(1)) {
      for (int read = 0; read < line.reads(); read++) {
        line.lay(read, results.at(read + 1) + elements.at(read), results.step(read + 1), n);
      }
      if (turns == 0) {
        line.compute(line.scratch(), line.truthScratch(), line.own(), n);
      } else {
        line.compute(line.scratch(), line.truthScratch(), line.result(), n);
        add(n);
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

  private void add(int n) {
    float[] x = line.scratch();
    int own = line.own();
    switch (fold) {
      case MAX -> ELEMENTS.greater(x, own, x, line.result(), x, own, n);
      case MIN -> ELEMENTS.lesser(x, own, x, line.result(), x, own, n);
      default -> ELEMENTS.add(x, own, x, line.result(), x, own, n);
    }
  }

  private void total(int n) {
    for (int i = 0; i < n; i++) {
      totals[i] = Folding.next(fold, totals[i], line.scratch()[line.own() + i]);
    }
  }
}
