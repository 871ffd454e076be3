package nacre.kernels.loops;

import static nacre.kernels.lanes.Lanes.ELEMENTS;
import static nacre.kernels.lanes.Lanes.ROWS;

import nacre.kernels.call.Conv;
import nacre.kernels.call.Epilogue;
import nacre.kernels.lanes.Elements;
import nacre.kernels.lanes.Rows;
import nacre.kernels.run.Fill;
import nacre.kernels.run.Slot;
import nacre.kernels.run.Worker;
import nacre.kernels.weights.Packed;

/** Convolution whose groups have one input channel: each output plane is a window sliding over one input plane. */
final class DepthwiseLoops {

  private final PlaneStage stage = new PlaneStage();
  private Conv call = PixelPacker.NOTHING;
  private Epilogue epilogue = Epilogue.NONE;
  private Packed weights = Packed.NOTHING;
  private Slot residual = PixelPacker.NOWHERE;
  private Slot out = PixelPacker.NOWHERE;
  private float[] scratch = {};
  private int[] offsets = {};
  private int spareAt;
  private int sumsAt;

  static void run(Worker k, Conv call, Packed weights, Slot in, Slot residual, Slot out) {
    k.tool(DepthwiseLoops.class, DepthwiseLoops::new).runAll(k, call, weights, in, residual, out);
  }

  private void runAll(Worker k, Conv newCall, Packed newWeights, Slot in, Slot newResidual, Slot newOut) {
    call = newCall;
    epilogue = call.epilogue();
    weights = newWeights;
    residual = newResidual;
    out = newOut;
    stage.reading().prepare(call.prologue(), weights);
    stage.prepare(call.window(), in, call.outHeight(), call.outWidth(), Fill.ZERO);
    spareAt = stage.size() + 2 * Rows.OVERREAD;
    sumsAt = spareAt + Elements.SPARE;
    boolean adds = epilogue.init().hasResidual();
    scratch = k.floats(sumsAt + (adds ? call.outHeight() * call.outWidth() : 0));
    offsets = k.ints(call.window().taps());
    stage.offsets(offsets);
    int channels = call.in();
    int planes = out.images(k.images()) * channels;
    int batch = Tasks.batch(planes, call.macs() / Math.max(1, channels), k.workers());
    k.step(Tasks.ceilDiv(planes, batch));
    for (int task = k.next(); task >= 0; task = k.next()) {
      int end = Math.min(planes, (task + 1) * batch);
      for (int plane = task * batch; plane < end; plane++) {
        slide(plane / channels, plane % channels);
      }
    }
  }

  /** Computes all output channels of one input channel. */
  private void slide(int image, int channel) {
    float[] x = stage.stage(image, channel, scratch, 0);
    int multiplier = call.out() / call.in();
    for (int output = channel * multiplier; output < (channel + 1) * multiplier; output++) {
      if (epilogue.init().hasResidual()) {
        multiply(x, output, scratch, sumsAt, call.outWidth(), Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
        addRows(image, output);
      } else {
        multiply(x, output, out.floats(), out.at(image, output), out.rowStride(), epilogue.low(), epilogue.high());
        curveRows(image, output);
      }
    }
  }

  private void multiply(float[] x, int output, float[] to, int at, int row, float low, float high) {
    int taps = call.window().taps();
    ROWS.multiply(x, stage.at(), stage.rowStep(), offsets, taps, weights.panels(), output * taps,
        weights.bias()[output], to,
        at, row, call.outHeight(), call.outWidth(), low, high);
  }

  /** Adds the residual, which may be the output, to the sums in scratch memory. */
  private void addRows(int image, int output) {
    int columns = call.outWidth();
    for (int row = 0; row < call.outHeight(); row++) {
      int at = out.at(image, output) + row * out.rowStride();
      int residualAt = residual.at(image, output) + row * residual.rowStride();
      ELEMENTS.add(scratch, sumsAt + row * columns, residual.floats(), residualAt, out.floats(), at, columns);
      Finish.clampAndCurve(epilogue, out.floats(), at, columns, scratch, spareAt);
    }
  }

  private void curveRows(int image, int output) {
    for (int row = 0; row < call.outHeight(); row++) {
      Finish.curve(epilogue, out.floats(), out.at(image, output) + row * out.rowStride(), call.outWidth(), scratch,
          spareAt);
    }
  }
}
