package nacre.kernels.loops;

import nacre.kernels.call.Cast;
import nacre.kernels.call.Pointwise.Number;
import nacre.kernels.run.Slot;
import nacre.kernels.run.WholeNumberException;
import nacre.kernels.run.Worker;

/** Elements as another kind of number. */
final class CastLoops {

  private static final int RUN = 1 << 16;
  private static final float TWO_TO_31 = 0x1p31f;
  private static final float TWO_TO_63 = 0x1p63f;

  private final Lines lines = new Lines();

  static void run(Worker k, Cast call, Slot in, Slot out) {
    k.tool(CastLoops.class, CastLoops::new).runAll(k, call, in, out);
  }

  private void runAll(Worker k, Cast call, Slot in, Slot out) {
    k.step(lines.prepare(call.axes(), 2, 2, k.images(), k.workers()));
    for (int task = k.next(); task >= 0; task = k.next()) {
      lines.begin(task);
      while (lines.advance(RUN)) {
        convertLine(call, in, in.base() + lines.at(1), out, out.base() + lines.at(0));
      }
    }
  }

  private void convertLine(Cast call, Slot in, int from, Slot out, int to) {
    int n = lines.length();
    if (call.to() == Number.F32) {
      for (int i = 0; i < n; i++) {
        out.floats()[to + i * lines.step(0)] = call.from().value(in.ints()[from + i * lines.step(1)]);
      }
    } else if (call.from() != Number.F32) {
      for (int i = 0; i < n; i++) {
        long value = call.from().value(in.ints()[from + i * lines.step(1)]);
        out.ints()[to + i * lines.step(0)] = Wholes.kept(call.to(), value);
      }
    } else {
      for (int i = 0; i < n; i++) {
        out.ints()[to + i * lines.step(0)] = whole(call.to(), in.floats()[from + i * lines.step(1)]);
      }
    }
  }

  private static int whole(Number to, float value) {
    if (to == Number.BOOL) {
      return value == 0 ? 0 : 1;
    }
    boolean wide = to == Number.I64 || to == Number.U32;
    return wide ? Wholes.kept(to, wide(to, value)) : Wholes.kept(to, narrow(value));
  }

  private static long wide(Number to, float value) {
    if (value >= TWO_TO_63 && to == Number.I64) {
      throw new WholeNumberException("64-bit numbers are kept in 32 bits, and a result is " + value);
    }
    return value >= -TWO_TO_63 && value < TWO_TO_63 ? (long) value : Long.MIN_VALUE;
  }

  private static int narrow(float value) {
    return value >= -TWO_TO_31 && value < TWO_TO_31 ? (int) value : Integer.MIN_VALUE;
  }
}
