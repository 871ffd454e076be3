package nacre.kernels.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import nacre.kernels.call.Extent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ports of other widths than kernels compute with: what goes in comes out, signed or not, rounded where it must be. */
class WidePortTest {

  private static final class Memory extends Workspace {
    final Slot floats = f32(0, 4);
    final Slot ints = i32(0, 4);

    Memory() {
      super(1, Extent.perImage(4), Extent.perImage(4));
    }

    int[] kept() {
      return Arrays.copyOfRange(ints.ints(), ints.base(), ints.base() + 4);
    }
  }

  private final Memory m = new Memory();

  @Test
  void bytes() {
    byte[] bytes = {1, -1, Byte.MIN_VALUE, Byte.MAX_VALUE};
    Memory.i8In("x", m.ints).set(bytes);
    assertThat(m.kept()).containsExactly(1, -1, -128, 127);
    Memory.u8In("x", m.ints).set(bytes);
    assertThat(m.kept()).containsExactly(1, 255, 128, 127);
    byte[] out = new byte[4];
    Memory.u8Out("y", m.ints).get(out);
    assertThat(out).isEqualTo(bytes);
    Memory.i8Out("y", m.ints).get(out);
    assertThat(out).isEqualTo(bytes);
  }

  @Test
  void shorts() {
    short[] shorts = {1, -1, Short.MIN_VALUE, Short.MAX_VALUE};
    Memory.i16In("x", m.ints).set(shorts);
    assertThat(m.kept()).containsExactly(1, -1, -32_768, 32_767);
    Memory.u16In("x", m.ints).set(shorts);
    assertThat(m.kept()).containsExactly(1, 65_535, 32_768, 32_767);
    short[] out = new short[4];
    Memory.u16Out("y", m.ints).get(out);
    assertThat(out).isEqualTo(shorts);
    Memory.i16Out("y", m.ints).get(out);
    assertThat(out).isEqualTo(shorts);
  }

  @Test
  void truthValues() {
    Memory.boolIn("x", m.ints).set(new boolean[] {true, false, false, true});
    assertThat(m.kept()).containsExactly(1, 0, 0, 1);
    boolean[] out = new boolean[4];
    Memory.boolOut("y", m.ints).get(out);
    assertThat(out).containsExactly(true, false, false, true);
    Memory.boolIn("x", m.ints).set(new byte[] {0, 7, -1, 0});
    byte[] bytes = new byte[4];
    Memory.boolOut("y", m.ints).get(bytes);
    assertThat(bytes).containsExactly(0, 1, 1, 0);
  }

  @Test
  void doubles() {
    Memory.f64In("x", m.floats).set(new double[] {0.1, 1e300, -2, Double.NaN});
    double[] out = new double[4];
    Memory.f64Out("y", m.floats).get(out);
    assertThat(out).containsExactly(0.1f, Double.POSITIVE_INFINITY, -2, Double.NaN);
  }

  /** The bits of halves are what IEEE 754 and the upper half of a float say; ties go to the even one. */
  @ParameterizedTest
  @CsvSource({"F16,1.0,15360", "F16,-2.5,-16128", "F16,65536,31744", "F16,1.00048828125,15360", "BF16,1.0,16256",
    "BF16,1.00390625,16256", "BF16,1.01171875,16258", "BF16,-3.4e38,-128", "BF16,NaN,32704"})
  void halves(Half half, float value, short bits) {
    assertThat(half.bits(value)).isEqualTo(bits);
    short[] four = {half.bits(1), half.bits(-0.5f), half.bits(1024), bits};
    HalvesIn in = half == Half.F16 ? Memory.f16In("x", m.floats) : Memory.bf16In("x", m.floats);
    in.set(four);
    assertThat(Arrays.copyOfRange(m.floats.floats(), 0, 3)).containsExactly(1, -0.5f, 1024);
    short[] out = new short[4];
    HalvesOut back = half == Half.F16 ? Memory.f16Out("y", m.floats) : Memory.bf16Out("y", m.floats);
    back.get(out);
    assertThat(out).isEqualTo(four);
  }

  @Test
  void sizesAreChecked() {
    assertThatThrownBy(() -> Memory.u8In("x", m.ints).set(new byte[3])).hasMessageContaining("found 3 elements");
    assertThatThrownBy(() -> Memory.f16Out("x", m.floats).get(new short[5])).hasMessageContaining("found 5 elements");
  }
}
