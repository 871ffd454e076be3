package nacre.kernels;

import static nacre.kernels.Kernels.pointwise;
import static nacre.kernels.call.Calls.pointwise;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import nacre.kernels.call.Curve;
import nacre.kernels.call.Epilogue;
import nacre.kernels.call.Init;
import nacre.kernels.call.Pointwise;
import nacre.kernels.call.Pointwise.Function;
import nacre.kernels.run.Halo;
import nacre.kernels.run.Slot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Elementwise functions: every function and curve, broadcasting, strides, sizes around the lanes. */
@Tag("provider")
class PointwiseTest {

  private static double apply(Function function, double a, double b, double c) {
    return switch (function) {
      case IDENTITY -> a;
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case AFFINE -> a * b + c;
      case PRELU -> a > 0 ? a : a * b;
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      case POW -> Math.pow(a, b);
      case MODULO -> a - b * Math.floor(a / b);
      case REMAINDER -> a % b;
      default -> throw new IllegalArgumentException(function + " gives whole numbers or takes them");
    };
  }

  /** Functions from floats to floats. */
  private static Stream<Function> functions() {
    return Stream.of(Function.values()).filter(function -> !function.compares() && function != Function.SELECT)
        .filter(function -> !Set.of(Function.AND, Function.OR, Function.XOR, Function.NOT).contains(function));
  }

  private static Pointwise over(Pointwise call, int extent, int... strides) {
    return call.over(extent, Arrays.copyOf(strides, call.function().operands() + 1));
  }

  private static void run(Shelf shelf, int images, Pointwise call, Slot a, Slot b, Slot c, Slot out) {
    shelf.run(images, k -> {
      switch (call.function().operands()) {
        case 1 -> pointwise(k, call, a, out);
        case 2 -> pointwise(k, call, a, b, out);
        default -> pointwise(k, call, a, b, c, out);
      }
    });
  }

  /** Dense operands of all lengths around every lane width. */
  @ParameterizedTest
  @MethodSource("functions")
  void computesEveryLength(Function function) {
    for (int n : new int[] {0, 1, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 1023, 1025, 2100}) {
      var shelf = new Shelf(1);
      Slot a = shelf.random(1, n);
      Slot b = shelf.random(2, n);
      Slot c = shelf.random(3, n);
      Slot out = shelf.put(n);
      run(shelf, 1, over(pointwise(function), n, 1, 1, 1, 1).clamp(-2, 2), a, b, c, out);
      Close.requireClose(function + " of " + n, Shelf.all(out, 1), 1, i -> Math.clamp(
          apply(function, a.floats()[a.base() + i], b.floats()[b.base() + i], c.floats()[c.base() + i]), -2, 2));
    }
  }

  /** Per channel, per column, one for all: what repeats has a stride of 0; a plane with a halo has rows apart. */
  @ParameterizedTest
  @MethodSource("functions")
  void repeatsOperands(Function function) {
    var shelf = new Shelf(3);
    Slot a = shelf.random(1, Halo.of(2), 5, 6, 7);
    Slot perChannel = shelf.random(2, 5);
    Slot perColumn = shelf.random(3, 7);
    Slot out = shelf.put(Halo.of(1), 5, 6, 7);
    Pointwise call = pointwise(function);
    call = call.images(
        Arrays.copyOf(new int[] {out.imageStride(), a.imageStride(), 0, 0}, function.operands() + 1));
    call = over(call, 5, out.planeStride(), a.planeStride(), 1, 0);
    call = over(call, 6, out.rowStride(), a.rowStride(), 0, 0);
    call = over(call, 7, 1, 1, 0, 1);
    run(shelf, 2, call, a, perChannel, perColumn, out);
    Close.requireClose(call.toJava(), Shelf.all(out, 2), 1, i -> {
      int channel = i / 42 % 5;
      return apply(function, Shelf.get(a, i / 210, channel, i % 42 / 7, i % 7), perChannel.floats()[perChannel.base()
          + channel], perColumn.floats()[perColumn.base() + i % 7]);
    });
  }

  /** The affine of an unfolded batch norm: scale and shift per channel, in place, then a curve. */
  @Test
  void scalesAndShiftsChannelsInPlace() {
    var shelf = new Shelf(2);
    Slot x = shelf.random(1, 3, 4, 11);
    float[] before = Shelf.all(x, 2);
    Slot scale = Slot.constant(new float[] {2, -1, 0.5f}, 3);
    Slot shift = Slot.constant(new float[] {1, 0, -1}, 3);
    Pointwise call = pointwise(Function.AFFINE).images(132, 132, 0, 0).over(3, 44, 44, 1, 1).over(4, 11, 11, 0, 0)
        .over(11, 1, 1, 0, 0).collapsed().relu();
    assertThat(call.axes()).hasSize(3);
    shelf.run(2, k -> pointwise(k, call, x, scale, shift, x));
    Close.requireClose("scale and shift", Shelf.all(x, 2), 1,
        i -> Math.max(0, before[i] * scale.floats()[i / 44 % 3] + shift.floats()[i / 44 % 3]));
  }

  /** Both sides strided, as for an output that is stored transposed, with more images than fit one task. */
  @Test
  void scattersAndGathers() {
    var shelf = new Shelf(2);
    Slot a = shelf.random(1, 30, 20);
    Slot out = shelf.put(20, 30);
    Pointwise call = pointwise(Function.MUL).images(600, 600, 600).over(30, 1, 20, 20).over(20, 30, 1, 1);
    Pointwise read = pointwise(Function.IDENTITY).images(600, 600).over(30, 20, 1).over(20, 1, 30);
    Slot back = shelf.put(30, 20);
    shelf.run(2, k -> {
      pointwise(k, call, a, a, out);
      pointwise(k, read, out, back);
    });
    float[] x = Shelf.all(a, 2);
    Close.requireClose("transposed", Shelf.all(out, 2), 1,
        i -> Math.pow(x[i / 600 * 600 + i % 30 * 20 + i % 600 / 30], 2));
    Close.requireClose("and back", Shelf.all(back, 2), 1, i -> Math.pow(x[i], 2));
  }

  /** Every curve is within a few units in the last place of the true function, over its whole range. */
  @ParameterizedTest
  @EnumSource(Curve.class)
  void curvesAreAccurate(Curve curve) {
    int n = 4001;
    var shelf = new Shelf(1);
    Slot x = shelf.put(n);
    Slot y = shelf.put(n);
    for (double span : new double[] {1e-3, 1, 10, 100, 1e5}) {
      for (int i = 0; i < n; i++) {
        x.floats()[x.base() + i] = (float) (span * (2.0 * i / (n - 1) - 1));
      }
      Pointwise curved = pointwise(Function.IDENTITY).over(n, 1, 1).epilogue(bent(curve, 0.3f));
      shelf.run(1, k -> pointwise(k, curved, x, y));
      for (int i = 0; i < n; i++) {
        requireAccurate(curve, x.floats()[x.base() + i], y.floats()[y.base() + i]);
      }
    }
  }

  private static Epilogue bent(Curve curve, float slope) {
    return new Epilogue(Init.ZERO, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, curve,
        curve.isSloped() ? slope : 0);
  }

  private static void requireAccurate(Curve curve, float at, float found) {
    double wanted = Definitions.curve(curve, 0.3f, at);
    if (Float.isInfinite((float) wanted) || Double.isNaN(wanted)) {
      assertThat(Float.valueOf(found)).as("%s(%s)", curve, at).isEqualTo(Float.valueOf((float) wanted));
      return;
    }
    double least = switch (curve) {
      case GELU_TANH -> 3e-7;
      case ACOSH -> 1e-7;
      case ASINH, ATANH -> 1e-16;
      default -> 1e-37;
    };
    double tail = curve == Curve.GELU && at < -2 ? Math.abs(wanted) * 2e-6 * at * at : 0;
    double room = Math.max(6 * Math.ulp((float) wanted), least) + tail;
    assertThat((double) found).as("%s(%s)", curve, at).isBetween(wanted - room, wanted + room);
  }

  /** Infinities and NaN come out as the functions' limits say. */
  @Test
  void curvesHandleTheEnds() {
    float[] ends = {Float.NEGATIVE_INFINITY, -1e30f, -0f, 0f, 1e30f, Float.POSITIVE_INFINITY, Float.NaN};
    var shelf = new Shelf(1);
    Slot x = shelf.put(7 * 16);
    Slot y = shelf.put(7 * 16);
    for (int i = 0; i < 7 * 16; i++) {
      x.floats()[x.base() + i] = ends[i % 7];
    }
    for (Curve curve : Curve.values()) {
      Pointwise curved = pointwise(Function.IDENTITY).over(7 * 16, 1, 1).epilogue(bent(curve, 0.5f));
      shelf.run(1, k -> pointwise(k, curved, x, y));
      for (int i = 0; i < 7 * 16; i++) {
        assertThat(Float.valueOf(y.floats()[y.base() + i] + 0f)).as("%s(%s)", curve, ends[i % 7])
            .isEqualTo(Float.valueOf((float) Definitions.curve(curve, 0.5f, ends[i % 7]) + 0f));
      }
    }
  }

  /** The bits of an element do not depend on its place in a vector or in the rest. */
  @ParameterizedTest
  @EnumSource(Curve.class)
  void curvesGiveTheSameBitsAtEveryPlace(Curve curve) {
    int n = 200;
    var shelf = new Shelf(1);
    Slot x = shelf.random(5, n);
    Slot y = shelf.put(n);
    Slot one = shelf.put(n);
    Pointwise whole = pointwise(Function.IDENTITY).over(n, 1, 1).epilogue(bent(curve, 0.7f));
    Pointwise single = pointwise(Function.IDENTITY).over(n, 1, 1).over(1, 0, 0).epilogue(bent(curve, 0.7f));
    shelf.run(1, k -> {
      pointwise(k, whole, x, y);
      pointwise(k, single, x, one);
    });
    assertThat(Shelf.all(y, 1)).isEqualTo(Shelf.all(one, 1));
  }
}
