package nacre.kernels.loops;

import nacre.kernels.call.Epilogue;
import nacre.kernels.call.Pointwise;
import nacre.kernels.lanes.Elements;
import nacre.kernels.run.Slot;
import nacre.kernels.run.Space;
import nacre.kernels.run.Worker;

/** One of two elements, as a truth value says. */
final class SelectLoops {

  private static final int RUN = 1024;

  private final Lines lines = new Lines();
  private float[] scratch = {};

  static void run(Worker k, Pointwise call, Slot condition, Slot a, Slot b, Slot out) {
    k.tool(SelectLoops.class, SelectLoops::new).runAll(k, call, condition, a, b, out);
  }

  private void runAll(Worker k, Pointwise call, Slot condition, Slot a, Slot b, Slot out) {
    scratch = k.floats(RUN + Elements.SPARE);
    k.step(lines.prepare(call.axes(), 4, 3, k.images(), k.workers()));
    for (int task = k.next(); task >= 0; task = k.next()) {
      lines.begin(task);
      while (lines.advance(RUN)) {
        if (out.space() == Space.F32) {
          selectFloats(call.epilogue(), condition, a, b, out);
        } else {
          selectWhole(condition, a, b, out);
        }
      }
    }
  }

  private void selectFloats(Epilogue epilogue, Slot condition, Slot a, Slot b, Slot out) {
    int conditionAt = condition.base() + lines.at(1);
    int aAt = a.base() + lines.at(2);
    int bAt = b.base() + lines.at(3);
    int to = out.base() + lines.at(0);
    int n = lines.length();
    for (int i = 0; i < n; i++) {
      float onTrue = a.floats()[aAt + i * lines.step(2)];
      float onFalse = b.floats()[bAt + i * lines.step(3)];
      scratch[i] = condition.ints()[conditionAt + i * lines.step(1)] != 0 ? onTrue : onFalse;
    }
    Finish.clampAndCurve(epilogue, scratch, 0, n, scratch, RUN);
    for (int i = 0; i < n; i++) {
      out.floats()[to + i * lines.step(0)] = scratch[i];
    }
  }

  private void selectWhole(Slot condition, Slot a, Slot b, Slot out) {
    int conditionAt = condition.base() + lines.at(1);
    int aAt = a.base() + lines.at(2);
    int bAt = b.base() + lines.at(3);
    int to = out.base() + lines.at(0);
    for (int i = 0; i < lines.length(); i++) {
      int onTrue = a.ints()[aAt + i * lines.step(2)];
      int onFalse = b.ints()[bAt + i * lines.step(3)];
      out.ints()[to + i * lines.step(0)] =
          condition.ints()[conditionAt + i * lines.step(1)] != 0 ? onTrue : onFalse;
    }
  }
}
