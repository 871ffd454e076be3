package nacre.kernels.loops;

import static nacre.kernels.lanes.Lanes.ELEMENTS;

import nacre.kernels.call.Normalise;
import nacre.kernels.lanes.Elements;
import nacre.kernels.run.Slot;
import nacre.kernels.run.Worker;

/**
 * Normalisation by the batch's own statistics, a channel at a time: mean, then variance about the mean, then scale and
 * shift. Runs are summed in floats and the runs' sums in doubles, always in the order of the loops.
 */
final class NormaliseLoops {

  /** Elements that are summed in floats. */
  private static final int RUN = 1024;

  private final Lines lines = new Lines();
  private float[] scratch = {};
  private float[] x = {};
  private float[] y = {};

  static void run(Worker k, Normalise call, Slot in, Slot gamma, Slot beta, Slot out) {
    k.tool(NormaliseLoops.class, NormaliseLoops::new).runAll(k, call, in, gamma, beta, out);
  }

  private void runAll(Worker k, Normalise call, Slot in, Slot gamma, Slot beta, Slot out) {
    x = in.floats();
    y = out.floats();
    scratch = k.floats(RUN + Elements.SPARE);
    int images = k.images();
    lines.prepare(call.axes(), 2, 1, images, 1);
    int count = lines.total();
    int outStep = call.channels().stride(0, images);
    int inStep = call.channels().stride(1, images);
    k.step(count == 0 ? 0 : call.channels().extent().at(images));
    for (int channel = k.next(); channel >= 0; channel = k.next()) {
      int from = in.base() + channel * inStep;
      double mean = total(from) / count;
      double variance = spread(from, (float) mean) / count - square((float) mean - mean);
      double scale = gamma.floats()[gamma.base() + channel] / Math.sqrt(variance + call.epsilon());
      double shift = beta.floats()[beta.base() + channel] - mean * scale;
      apply(call, from, out.base() + channel * outStep, (float) scale, (float) shift);
    }
  }

  private static double square(double value) {
    return value * value;
  }

  private double total(int from) {
    double total = 0;
    lines.begin(0);
    while (lines.advance(RUN)) {
      total += ELEMENTS.sum(line(from), lineAt(from), lines.length(), scratch, RUN);
    }
    return total;
  }

  private double spread(int from, float centre) {
    double total = 0;
    lines.begin(0);
    while (lines.advance(RUN)) {
      total += ELEMENTS.squares(line(from), lineAt(from), lines.length(), centre, scratch, RUN);
    }
    return total;
  }

  private void apply(Normalise call, int from, int to, float scale, float shift) {
    lines.begin(0);
    while (lines.advance(RUN)) {
      int n = lines.length();
      boolean dense = lines.step(0) == 1;
      float[] result = dense ? y : scratch;
      int at = dense ? to + lines.at(0) : 0;
      ELEMENTS.affine(line(from), lineAt(from), scale, shift, result, at, n);
      Finish.clampAndCurve(call.epilogue(), result, at, n, scratch, RUN);
      for (int i = 0; !dense && i < n; i++) {
        y[to + lines.at(0) + i * lines.step(0)] = scratch[i];
      }
    }
  }

  /** The array in which the elements of this line lie next to each other. */
  private float[] line(int from) {
    if (lines.step(1) == 1) {
      return x;
    }
    for (int i = 0; i < lines.length(); i++) {
      scratch[i] = x[from + lines.at(1) + i * lines.step(1)];
    }
    return scratch;
  }

  private int lineAt(int from) {
    return lines.step(1) == 1 ? from + lines.at(1) : 0;
  }
}
