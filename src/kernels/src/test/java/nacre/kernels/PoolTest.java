package nacre.kernels;

import static nacre.kernels.Kernels.pool;
import static nacre.kernels.call.Calls.averagePool;
import static nacre.kernels.call.Calls.averagePoolWithPadding;
import static nacre.kernels.call.Calls.globalAverage;
import static nacre.kernels.call.Calls.maxPool;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nacre.kernels.call.Pool;
import nacre.kernels.call.Window;
import nacre.kernels.run.Fill;
import nacre.kernels.run.Halo;
import nacre.kernels.run.Slot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pooling against its definition: borders that are not seen, borders that count, ceil mode, halos of both fills. */
@Tag("provider")
class PoolTest {

  private static double expected(Pool call, Slot in, int image, int channel, int row, int column) {
    Window window = call.window();
    double greatest = Double.NEGATIVE_INFINITY;
    double sum = 0;
    int inPlane = 0;
    int inPadding = 0;
    for (int tap = 0; tap < window.taps(); tap++) {
      int y = row * window.strideY() - window.top() + tap / window.width() * window.dilationY();
      int x = column * window.strideX() - window.left() + tap % window.width() * window.dilationX();
      if (y >= 0 && x >= 0 && y < call.height() && x < call.width()) {
        float value = Shelf.get(in, image, channel, y, x);
        greatest = Math.max(greatest, value);
        sum += value;
        inPlane++;
      }
      if (y < call.height() + window.bottom() && x < call.width() + window.right()) {
        inPadding++;
      }
    }
    return switch (call.kind()) {
      case MAX -> greatest;
      case AVERAGE -> sum / Math.max(1, inPlane);
      case AVERAGE_WITH_PADDING -> sum / Math.max(1, inPadding);
    };
  }

  private static void check(Pool call, Halo inHalo, Halo outHalo) {
    var shelf = new Shelf(3);
    Slot in = shelf.random(1, inHalo, call.channels(), call.height(), call.width());
    Slot out = shelf.put(outHalo, call.channels(), call.outHeight(), call.outWidth());
    shelf.run(2, k -> pool(k, call, in, out));
    int plane = call.outHeight() * call.outWidth();
    Close.requireClose(call.toJava() + " " + inHalo, Shelf.all(out, 2), call.window().taps(),
        index -> expected(call, in, index / plane / call.channels(), index / plane % call.channels(),
            index % plane / call.outWidth(), index % plane % call.outWidth()));
  }

  static Stream<Pool> calls() {
    var calls = new ArrayList<Pool>();
    for (int[] size : List.of(new int[] {1, 5}, new int[] {7, 8}, new int[] {15, 17}, new int[] {6, 40})) {
      int height = size[0];
      int width = size[1];
      for (int stride = 1; stride <= 3; stride++) {
        calls.add(maxPool(3, stride, 3, height, width).padding(1));
        calls.add(averagePool(3, stride, 3, height, width).padding(1));
        calls.add(averagePoolWithPadding(3, stride, 3, height, width).padding(1, 0, 2, 2));
        calls.add(maxPool(1, 4, 1, stride, 3, height, width));
      }
      calls.add(globalAverage(5, height, width));
    }
    calls.add(maxPool(2, 1, 2, 9, 9).dilation(3));
    calls.add(maxPool(3, 2, 2, 8, 8).out(4, 4));
    calls.add(averagePool(3, 2, 2, 8, 8).out(4, 4));
    calls.add(averagePoolWithPadding(3, 2, 2, 8, 8).padding(1, 1, 0, 1).out(5, 5));
    calls.add(maxPool(5, 1, 2, 3, 3));
    return calls.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void matchesItsDefinition(Pool call) {
    check(call, Halo.NONE, Halo.NONE);
    check(call, new Halo(1, 1, 1, 1, Fill.LOWEST), Halo.of(1));
    check(call, new Halo(2, 2, 3, 3, Fill.ZERO), Halo.NONE);
  }

  /** A plane that is negative throughout: a border of zeros would win. */
  @Test
  void maximumNeverSeesThePadding() {
    for (Halo halo : List.of(Halo.NONE, Halo.of(1), new Halo(1, 1, 1, 1, Fill.LOWEST))) {
      var shelf = new Shelf(1);
      Slot in = shelf.put(halo, 1, 4, 4);
      for (int at = 0; at < 16; at++) {
        Shelf.set(in, 0, 0, at / 4, at % 4, -5);
      }
      Slot out = shelf.put(1, 4, 4);
      shelf.run(1, k -> pool(k, maxPool(3, 1, 1, 4, 4).padding(1), in, out));
      Close.requireClose("negative", Shelf.all(out, 1), 1, index -> -5);
    }
  }

  /** A NaN is passed on by every window that holds it, so that a fault is not pooled away. */
  @Test
  void maximumPassesNanOn() {
    var shelf = new Shelf(1);
    Slot in = shelf.random(1, 1, 1, 40);
    Shelf.set(in, 0, 0, 0, 20, Float.NaN);
    Slot out = shelf.put(1, 1, 40);
    shelf.run(1, k -> pool(k, maxPool(1, 3, 1, 1, 1, 1, 40).padding(0, 1, 0, 1), in, out));
    Close.requireClose("NaN", Shelf.all(out, 1), 1, index -> index >= 19 && index <= 21 ? Double.NaN
        : Math.max(Math.max(at(in, index - 1), at(in, index)), at(in, index + 1)));
  }

  private static double at(Slot in, int column) {
    return column < 0 || column >= 40 ? Double.NEGATIVE_INFINITY : Shelf.get(in, 0, 0, 0, column);
  }
}
