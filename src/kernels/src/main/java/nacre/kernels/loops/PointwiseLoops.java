package nacre.kernels.loops;

import static nacre.kernels.lanes.Lanes.ELEMENTS;

import java.util.Arrays;
import nacre.kernels.call.Epilogue;
import nacre.kernels.call.Pointwise;
import nacre.kernels.call.Pointwise.Function;
import nacre.kernels.lanes.Elements;
import nacre.kernels.run.Slot;
import nacre.kernels.run.Worker;

/**
 * Functions of corresponding floats, line by line. An operand that is repeated or strided along a line is first laid out in
 * scratch memory, so that every function needs one loop only.
 */
final class PointwiseLoops {

  /** Elements of a line: few enough to stay in the first cache with all operands. */
  private static final int RUN = 1024;
  private static final int OPERANDS = 4;

  private final Lines lines = new Lines();
  private final float[][] slots = new float[OPERANDS][];
  private final int[] bases = new int[OPERANDS];
  private final float[][] arrays = new float[OPERANDS][];
  private final int[] places = new int[OPERANDS];
  private float[] scratch = {};
  private Function function = Function.IDENTITY;
  private Epilogue epilogue = Epilogue.NONE;

  /** Operands that the function does not have may be any slot. */
  static void run(Worker k, Pointwise call, Slot a, Slot b, Slot c, Slot out) {
    k.tool(PointwiseLoops.class, PointwiseLoops::new).runAll(k, call, a, b, c, out);
  }

  private void runAll(Worker k, Pointwise call, Slot a, Slot b, Slot c, Slot out) {
    function = call.function();
    epilogue = call.epilogue();
    scratch = k.floats(OPERANDS * RUN + Elements.SPARE);
    take(0, out);
    take(1, a);
    take(2, b);
    take(3, c);
    k.step(lines.prepare(call.axes(), function.operands() + 1, 4, k.images(), k.workers()));
    for (int task = k.next(); task >= 0; task = k.next()) {
      lines.begin(task);
      while (lines.advance(RUN)) {
        computeLine(lines.length());
      }
    }
  }

  private void take(int operand, Slot slot) {
    slots[operand] = slot.floats();
    bases[operand] = slot.base();
  }

  private void computeLine(int n) {
    boolean scattered = lines.step(0) != 1;
    arrays[0] = scattered ? scratch : slots[0];
    places[0] = scattered ? 0 : bases[0] + lines.at(0);
    boolean repeatsConstants = function == Function.AFFINE && lines.step(2) == 0 && lines.step(3) == 0;
    lay(1, n);
    if (function == Function.IDENTITY) {
      FloatFunctions.identity(epilogue, arrays[1], places[1], arrays[0], places[0], n, scratch, OPERANDS * RUN);
    } else {
      if (repeatsConstants) {
        ELEMENTS.affine(arrays[1], places[1], first(2), first(3), arrays[0], places[0], n);
      } else {
        computeLaid(n);
      }
      Finish.clampAndCurve(epilogue, arrays[0], places[0], n, scratch, OPERANDS * RUN);
    }
    if (scattered) {
      int to = bases[0] + lines.at(0);
      for (int i = 0; i < n; i++) {
        slots[0][to + i * lines.step(0)] = scratch[i];
      }
    }
  }

  private float first(int operand) {
    return slots[operand][bases[operand] + lines.at(operand)];
  }

  /** Makes an operand's elements of this line lie next to each other. */
  private void lay(int operand, int n) {
    int step = lines.step(operand);
    int from = bases[operand] + lines.at(operand);
    int to = operand * RUN;
    arrays[operand] = step == 1 ? slots[operand] : scratch;
    places[operand] = step == 1 ? from : to;
    if (step == 0) {
      Arrays.fill(scratch, to, to + n, slots[operand][from]);
    } else if (step != 1) {
      for (int i = 0; i < n; i++) {
        scratch[to + i] = slots[operand][from + i * step];
      }
    }
  }

  private void computeLaid(int n) {
    for (int operand = 2; operand <= function.operands(); operand++) {
      lay(operand, n);
    }
    FloatFunctions.compute(function, arrays[1], places[1], arrays[2], places[2], arrays[3], places[3], arrays[0],
        places[0], n);
  }
}
