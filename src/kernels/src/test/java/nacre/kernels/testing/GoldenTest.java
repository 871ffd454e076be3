package nacre.kernels.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import nacre.kernels.FmaPeak;
import nacre.kernels.call.Extent;
import nacre.kernels.run.Port;
import nacre.kernels.run.Slot;
import nacre.kernels.run.Workspace;
import nacre.kernels.weights.DType;
import nacre.kernels.weights.Safetensors;
import nacre.kernels.weights.Tensor;
import nacre.kernels.weights.WeightsException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A generated test is as good as this comparison: what it lets through nobody sees, and what it says is all that is known. */
class GoldenTest {

  /** What goes into a port comes out of the other: a network that computes nothing. */
  private static final class Memory extends Workspace {
    final Slot floats = f32(0, 2, 3);
    final Slot ints = i32(0, 2, 3);

    Memory() {
      super(2, Extent.perImage(6), Extent.perImage(6));
    }

    Port in(DType dtype) {
      return switch (dtype) {
        case F32 -> f32In("x", floats);
        case F64 -> f64In("x", floats);
        case F16 -> f16In("x", floats);
        case BF16 -> bf16In("x", floats);
        case I8 -> i8In("x", ints);
        case U8 -> u8In("x", ints);
        case I16 -> i16In("x", ints);
        case U16 -> u16In("x", ints);
        case I32, U32 -> i32In("x", ints);
        case I64, U64 -> i64In("x", ints);
        case BOOL -> boolIn("x", ints);
        case F8_E4M3, F8_E5M2 -> throw new IllegalArgumentException();
      };
    }

    Port out(DType dtype) {
      return switch (dtype) {
        case F32 -> f32Out("y", floats);
        case F64 -> f64Out("y", floats);
        case F16 -> f16Out("y", floats);
        case BF16 -> bf16Out("y", floats);
        case I8 -> i8Out("y", ints);
        case U8 -> u8Out("y", ints);
        case I16 -> i16Out("y", ints);
        case U16 -> u16Out("y", ints);
        case I32, U32 -> i32Out("y", ints);
        case I64, U64 -> i64Out("y", ints);
        case BOOL -> boolOut("y", ints);
        case F8_E4M3, F8_E5M2 -> throw new IllegalArgumentException();
      };
    }
  }

  private static Tensor named(String name, Tensor tensor) {
    return new Tensor(name, tensor.dtype(), tensor.shape(), tensor.data());
  }

  private static Golden golden(Tensor in, Tensor out) {
    return new Golden(Safetensors.of("Net.golden.safetensors", List.of(named("run/in/x", in), named("run/out/y", out))),
        "run");
  }

  private static void replay(Tensor in, Tensor out, double tolerance, int exceptions) {
    var memory = new Memory();
    Golden golden = golden(in, out);
    golden.set(memory.in(in.dtype()));
    golden.check(memory.out(out.dtype()), tolerance, exceptions);
  }

  private static Tensor floats(float... values) {
    return Tensor.of("t", values, values.length / 6, 2, 3);
  }

  @ParameterizedTest
  @EnumSource(value = DType.class, mode = EnumSource.Mode.EXCLUDE, names = {"F8_E4M3", "F8_E5M2"})
  @DisplayName("every element type goes through its ports, and one wrong element is seen")
  void types(DType dtype) {
    int size = dtype.bytes();
    boolean real = Set.of(DType.F16, DType.BF16, DType.F32, DType.F64).contains(dtype);
    int first = real ? size - 1 : 0; // sign and exponent, or the lowest bits
    var bytes = new byte[12 * size];
    for (int i = 0; i < 12; i++) {
      bytes[i * size + first] = (byte) (real ? 0x3f : 1);
    }
    byte[] changed = bytes.clone();
    changed[7 * size + first] = 0;
    var in = new Tensor("t", dtype, List.of(2L, 2L, 3L), MemorySegment.ofArray(bytes));
    var out = new Tensor("t", dtype, List.of(2L, 2L, 3L), MemorySegment.ofArray(changed));
    replay(in, in, 0, 0);
    assertThatThrownBy(() -> replay(in, out, 0, 0)).isInstanceOf(AssertionError.class)
        .hasMessageContaining("1 of 12 elements").hasMessageContaining("[1, 0, 1]");
  }

  @Test
  @DisplayName("unsigned numbers are read as such")
  void unsigned() {
    byte[] bytes = new byte[6];
    Arrays.fill(bytes, (byte) 200);
    var in = new Tensor("t", DType.U8, List.of(1L, 2L, 3L), MemorySegment.ofArray(bytes));
    byte[] other = bytes.clone();
    other[5] = 100;
    var out = new Tensor("t", DType.U8, List.of(1L, 2L, 3L), MemorySegment.ofArray(other));
    assertThatThrownBy(() -> replay(in, out, 99, 0)).hasMessageContaining("found 200, expected 100, error 100.0");
    replay(in, out, 100, 0);
  }

  @Test
  @DisplayName("a failure says output, run, counts, tolerance, kernels, and index, found and expected of the first and the worst")
  void message() {
    Tensor in = floats(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    Tensor out = floats(0, 1, 2.25f, 3, 4, 5, 6, 7, 8, 9, 11, 11.125f);
    assertThatThrownBy(() -> replay(in, out, 0.2, 0)).isInstanceOf(AssertionError.class).hasMessage("""
        output `y`, run: 2 of 12 elements are further from the reference than the tolerance 0.2, on %s kernels
          first at [0, 0, 2]: found 2.0, expected 2.25, error 0.25
          worst at [1, 1, 1]: found 10.0, expected 11.0, error 1.0""".formatted(FmaPeak.provider()));
    assertThatThrownBy(() -> replay(in, out, 0.5, 0)).hasMessage("""
        output `y`, run: 1 of 12 elements is further from the reference than the tolerance 0.5, on %s kernels
          worst at [1, 1, 1]: found 10.0, expected 11.0, error 1.0""".formatted(FmaPeak.provider()));
    replay(in, out, 1, 0);
  }

  @Test
  @DisplayName("as many elements as are said may be anything, and no more")
  void exceptions() {
    Tensor in = floats(0, 1, 2, 3, 4, 5);
    Tensor out = floats(9, 1, 9, 3, 4, 5);
    replay(in, out, 0, 2);
    assertThatThrownBy(() -> replay(in, out, 0, 1)).hasMessageContaining("tolerance 0.0, and 1 may be, on");
  }

  @ParameterizedTest(name = "{0} where {1} is expected: {2}")
  @CsvSource({"NaN, NaN, true", "Infinity, Infinity, true", "-Infinity, -Infinity, true", "NaN, 0, false",
    "0, NaN, false", "Infinity, -Infinity, false", "Infinity, 3e38, false", "3e38, Infinity, false",
    "NaN, Infinity, false", "-0.0, 0, true"})
  @DisplayName("what is not finite agrees with its own kind only, whatever the tolerance")
  void kinds(float found, float expected, boolean fine) {
    Tensor in = floats(0, 0, 0, 0, 0, found);
    Tensor out = floats(0, 0, 0, 0, 0, expected);
    if (fine) {
      assertThatCode(() -> replay(in, out, 0, 0)).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> replay(in, out, 1e38, 0)).isInstanceOf(AssertionError.class)
          .hasMessageContaining("error Infinity");
    }
  }

  @Test
  @DisplayName("a file of another state of the model is told from a wrong result")
  void stale() {
    var memory = new Memory();
    Golden golden = golden(floats(0, 1, 2, 3, 4, 5), Tensor.of("t", new int[6], 6));
    List<Throwable> thrown = new ArrayList<>();
    for (Runnable wrong : List.<Runnable>of(() -> golden.set(memory.in(DType.I32)),
        () -> golden.check(memory.out(DType.F32)), () -> golden.check(memory.in(DType.F32)))) {
      try {
        wrong.run();
      } catch (IllegalStateException e) {
        thrown.add(e);
      }
    }
    assertThat(thrown).extracting(Throwable::getMessage).hasSize(3)
        .allMatch(text -> text.contains("compile that again"))
        .anyMatch(text -> text.contains("`Net.golden.safetensors` has no `run/out/x`"));
    assertThatThrownBy(() -> golden.set(memory.out(DType.F32))).hasMessageContaining("compile that again");
    assertThatThrownBy(() -> Golden.of(GoldenTest.class, "none.safetensors", "run"))
        .isInstanceOf(WeightsException.class).hasMessageContaining("no resource `none.safetensors` beside");
  }
}
