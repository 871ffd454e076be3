package nacre.kernels;

import static nacre.kernels.Kernels.cast;
import static nacre.kernels.Kernels.pointwise;
import static nacre.kernels.call.Calls.cast;
import static nacre.kernels.call.Calls.pointwise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import nacre.kernels.call.Curve;
import nacre.kernels.call.Extent;
import nacre.kernels.call.Pointwise;
import nacre.kernels.call.Pointwise.Function;
import nacre.kernels.call.Pointwise.Number;
import nacre.kernels.run.Slot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole numbers and truth values: exact, wrapped at the width that they have, and on the way from and to floats. */
@Tag("provider")
class NumbersTest {

  private final Shelf shelf = new Shelf(2);

  private Slot whole(int... values) {
    Slot slot = shelf.putWhole(values.length);
    System.arraycopy(values, 0, slot.ints(), slot.base(), values.length);
    return slot;
  }

  private Slot floats(float... values) {
    Slot slot = shelf.put(values.length);
    System.arraycopy(values, 0, slot.floats(), slot.base(), values.length);
    return slot;
  }

  private static int[] ints(Slot slot, int n) {
    return Arrays.copyOfRange(slot.ints(), slot.base(), slot.base() + n);
  }

  private int[] run(Pointwise call, Slot... operands) {
    int n = operands[operands.length - 1].channels();
    int[] strides = new int[operands.length + 1];
    Arrays.fill(strides, 1);
    Slot out = shelf.putWhole(n);
    Pointwise looped = call.over(n, strides);
    shelf.run(1, k -> {
      switch (operands.length) {
        case 1 -> pointwise(k, looped, operands[0], out);
        case 2 -> pointwise(k, looped, operands[0], operands[1], out);
        default -> pointwise(k, looped, operands[0], operands[1], operands[2], out);
      }
    });
    return ints(out, n);
  }

  /** What every function makes of -7 and 2 of each signedness; Java's own operators say what is right. */
  @ParameterizedTest
  @CsvSource({"IDENTITY,-7,-1", "ADD,-5,1", "SUB,-9,-3", "MUL,-14,-2", "DIV,-3,2147483647", "MIN,-7,2", "MAX,2,-1",
    "MODULO,1,1", "REMAINDER,-1,1", "EQUAL,0,0", "LESS,1,0", "LESS_OR_EQUAL,1,0", "AND,0,2", "OR,-5,-1", "XOR,-5,-3"})
  void functionsOfWholeNumbers(Function function, int signed, int unsigned) {
    Slot[] pair = {whole(-7), whole(2)};
    Slot[] bits = {whole(-1), whole(2)};
    Slot[] operands = Arrays.copyOf(pair, function.operands());
    assertThat(run(pointwise(function, Number.I32), operands)).containsExactly(signed);
    assertThat(run(pointwise(function, Number.U32), Arrays.copyOf(bits, function.operands())))
        .containsExactly(unsigned);
  }

  @ParameterizedTest
  @CsvSource({"I8,-56", "U8,200", "I16,10440", "U16,10440", "I32,10440", "I64,10440"})
  void resultsWrapAtTheirWidth(Number number, int expected) {
    Slot a = whole(number == Number.I8 || number == Number.U8 ? 100 : 5220);
    assertThat(run(pointwise(Function.ADD, number), a, a)).containsExactly(expected);
  }

  @Test
  void resultsOf64BitsMustFit() {
    Slot a = whole(5_000_000, Integer.MAX_VALUE);
    assertThatThrownBy(() -> run(pointwise(Function.MUL, Number.I64), a, a)).isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("25000000000000");
    assertThat(run(pointwise(Function.ADD, Number.I32), a, a)).containsExactly(10_000_000, -2);
  }

  @Test
  void quotientsAndPowersAreCutTowardsZero() {
    Slot a = whole(7, -7, 5, 2, -1, -1, 0);
    Slot b = whole(2, 2, 0, -1, -3, -2, -1);
    assertThat(run(pointwise(Function.DIV, Number.I32), a, b)).containsExactly(3, -3, 0, -2, 0, 0, 0);
    assertThat(run(pointwise(Function.POW, Number.I32), a, b)).containsExactly(49, 49, 1, 0, -1, 1, 0);
    assertThat(run(pointwise(Function.POW, Number.I8), whole(3, -2), whole(6, 7))).containsExactly(-39, -128);
  }

  @Test
  void curvesOfWholeNumbers() {
    Slot a = whole(-7, 0, 9, Byte.MIN_VALUE);
    Pointwise same = pointwise(Function.IDENTITY, Number.I8);
    assertThat(run(same.curve(Curve.ABS), a)).containsExactly(7, 0, 9, Byte.MIN_VALUE);
    assertThat(run(same.curve(Curve.NEG), a)).containsExactly(7, 0, -9, Byte.MIN_VALUE);
    assertThat(run(same.curve(Curve.SIGN), a)).containsExactly(-1, 0, 1, -1);
    assertThat(run(pointwise(Function.NOT, Number.BOOL), whole(0, 1))).containsExactly(1, 0);
  }

  /** Repeated and strided operands, with a size that grows with the images. */
  @Test
  void wholeNumbersAreBroadcast() {
    Slot a = whole(1, 2, 3, 4, 5, 6);
    Slot b = whole(10);
    Slot out = shelf.putWhole(6);
    Pointwise call = pointwise(Function.MUL, Number.I16).over(Extent.perImage(3), Extent.fixed(1), Extent.fixed(1),
        Extent.NONE);
    shelf.run(2, k -> pointwise(k, call, a, b, out));
    assertThat(ints(out, 6)).containsExactly(10, 20, 30, 40, 50, 60);
  }

  /** NaN equals nothing and is neither less nor greater; zeros of both signs are equal. */
  @Test
  void floatsAreCompared() {
    Slot a = floats(1, 2, 3, Float.NaN, -0f);
    Slot b = floats(2, 2, 2, Float.NaN, 0f);
    assertThat(run(pointwise(Function.EQUAL), a, b)).containsExactly(0, 1, 0, 0, 1);
    assertThat(run(pointwise(Function.LESS), a, b)).containsExactly(1, 0, 0, 0, 0);
    assertThat(run(pointwise(Function.LESS_OR_EQUAL), a, b)).containsExactly(1, 1, 0, 0, 1);
  }

  @Test
  void aTruthValueSelects() {
    Slot condition = whole(1, 0, 1);
    assertThat(run(pointwise(Function.SELECT, Number.I32), condition, whole(1, 2, 3), whole(4, 5, 6)))
        .containsExactly(1, 5, 3);
    Slot a = floats(-1, 2, 3);
    Slot b = floats(4, Float.NaN, 6);
    Slot out = shelf.put(2, 3);
    Pointwise rows = pointwise(Function.SELECT).over(2, 3, 0, 0, 0).over(3, 1, 1, 1, 1).relu();
    shelf.run(1, k -> pointwise(k, rows, condition, a, b, out));
    assertThat(Arrays.copyOfRange(out.floats(), out.base(), out.base() + 6)).containsExactly(0, Float.NaN, 3, 0,
        Float.NaN, 3);
  }

  /** Towards zero, by 32 bits, 64 for u32; what does not fit there or is no number is their lowest; NaN is true. */
  @Test
  void floatsBecomeWholeNumbers() {
    float[] values = {-1.9f, 1.9f, 300, -129, Float.NaN, 3e9f, 0};
    Slot x = floats(values);
    Slot out = shelf.putWhole(7);
    for (Number to : List.of(Number.I8, Number.U8, Number.I16, Number.U16, Number.I32, Number.U32)) {
      shelf.run(1, k -> cast(k, cast(Number.F32, to).over(7, 1, 1), x, out));
      for (int i = 0; i < 7; i++) {
        boolean fits = Math.abs(values[i]) < (to == Number.U32 ? 0x1p63 : 0x1p31);
        long exact = fits ? (long) values[i] : to == Number.U32 ? Long.MIN_VALUE : Integer.MIN_VALUE;
        assertThat(to.value(ints(out, 7)[i])).as("%s to %s", values[i], to).isEqualTo(switch (to) {
          case I8 -> (byte) exact;
          case U8 -> exact & 0xff;
          case I16 -> (short) exact;
          case U16 -> exact & 0xffff;
          case U32 -> exact & 0xffff_ffffL;
          default -> (int) exact;
        });
      }
    }
    shelf.run(1, k -> cast(k, cast(Number.F32, Number.BOOL).over(7, 1, 1), x, out));
    assertThat(ints(out, 7)).containsExactly(1, 1, 1, 1, 1, 1, 0);
    assertThatThrownBy(() -> shelf.run(1, k -> cast(k, cast(Number.F32, Number.I64).over(7, 1, 1), x, out)))
        .hasMessageContaining("3000000000");
  }

  @Test
  void wholeNumbersBecomeOthers() {
    Slot x = whole(-1, 0, 7, 1 << 30);
    Slot out = shelf.put(4);
    shelf.run(1, k -> cast(k, cast(Number.I32, Number.F32).over(4, 1, 1), x, out));
    assertThat(Shelf.all(out, 1)).containsExactly(-1, 0, 7, 1 << 30);
    shelf.run(1, k -> cast(k, cast(Number.U32, Number.F32).over(4, 1, 1), x, out));
    assertThat(Shelf.all(out, 1)).containsExactly(0x1p32f, 0, 7, 1 << 30);
    shelf.run(1, k -> cast(k, cast(Number.I32, Number.U8).over(4, 1, 1), x, x));
    assertThat(ints(x, 4)).containsExactly(255, 0, 7, 0);
    shelf.run(1, k -> cast(k, cast(Number.U8, Number.BOOL).over(4, 1, 1), x, x));
    assertThat(ints(x, 4)).containsExactly(1, 0, 1, 0);
  }

  /** A call that makes no sense is refused when it is written, not when it runs. */
  @ParameterizedTest
  @ValueSource(strings = {"AFFINE", "PRELU"})
  void wholeNumbersHaveNoFractions(String function) {
    assertThatThrownBy(() -> pointwise(Function.valueOf(function), Number.I32)).hasMessageContaining("needs floats");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AND", "OR", "XOR", "NOT"})
  void floatsHaveNoBits(String function) {
    assertThatThrownBy(() -> pointwise(Function.valueOf(function))).hasMessageContaining("needs whole numbers");
  }
}
