package nacre.weights;

import static nacre.weights.WeightFixtures.bind;
import static nacre.weights.WeightFixtures.bound;
import static nacre.weights.WeightFixtures.contents;
import static nacre.weights.WeightFixtures.doubles;
import static nacre.weights.WeightFixtures.halves;
import static nacre.weights.WeightFixtures.nacre;
import static nacre.weights.WeightFixtures.norm;
import static nacre.weights.WeightFixtures.own;
import static nacre.weights.WeightFixtures.unfit;
import static nacre.weights.WeightFixtures.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import nacre.ir.Graph;
import nacre.kernels.weights.DType;
import nacre.kernels.weights.SafetensorsWriter;
import nacre.kernels.weights.Tensor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which numbers of a file become which numbers of a parameter, and which are refused. */
class WeightNumbersTest {
  @Test
  @DisplayName("16-bit floats of both kinds are widened exactly, of either sign, normal and subnormal")
  void halfPrecision() {
    Graph graph = own("f32[4]");
    assertThat(contents(graph, List.of(halves(DType.F16, "p", 0x3C00, 0xC100, 0x0001, 0x7BFF)), "p"))
        .containsExactly(1, -2.5, 0x1p-24, 65504);
    assertThat(contents(graph, List.of(halves(DType.BF16, "p", 0x3F80, 0xC020, 0x0001, 0x7F7F)), "p"))
        .containsExactly(1, -2.5, 0x1p-133, 0x1.FEp127);
  }

  @Test
  @DisplayName("64-bit floats are rounded to floats, whole numbers of both widths stay what they are")
  void otherWidths() {
    assertThat(contents(own("f32[2]"), List.of(doubles("p", 0.1, -1e-300)), "p")).containsExactly(0.1f, -0.0);
    for (Tensor whole : List.of(Tensor.of("p", new long[] {-3, 1L << 40}, 2), Tensor.of("p", new int[] {-3, 9}, 2))) {
      Graph graph = own("i64[2]");
      assertThat(bound(bind(graph, List.of(whole)), graph, "p").toIntegers())
          .containsExactly(-3, whole.dtype() == DType.I64 ? 1L << 40 : 9);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  @DisplayName("what is no number spoils every result, so it is refused with its place")
  void notFinite(float value) {
    Tensor mean = Tensor.of("batch_norm.running_mean", new float[] {0, value}, 2);
    assertThat(unfit(norm(), with(nacre(), mean)).unfit()).containsExactly("`batch_norm.running_mean`: element 1 is "
        + (double) value + ", required a finite number");
    int bits = Float.isNaN(value) ? 0x7E00 : value > 0 ? 0x7C00 : 0xFC00;
    assertThat(unfit(norm(), with(nacre(), halves(DType.F16, "batch_norm.running_mean", bits, 0))).unfit())
        .singleElement().asString().contains("element 0 is " + (double) value);
  }

  @Test
  @DisplayName("a parameter of its own may be a mask: infinities of its own type are what it means")
  void mask() {
    Tensor mask = Tensor.of("p", new float[] {0, Float.NEGATIVE_INFINITY}, 2);
    Graph graph = own("f32[2]");
    assertThat(bound(bind(graph, List.of(mask)), graph, "p")
        .toReals()).containsExactly(0, Double.NEGATIVE_INFINITY);
  }

  @ParameterizedTest
  @EnumSource(value = nacre.ir.DType.class, mode = EnumSource.Mode.EXCLUDE, names = "BOOL")
  @DisplayName("every type of numbers is written exactly, and read again as it was")
  void exact(nacre.ir.DType dtype, @TempDir Path folder) throws IOException {
    nacre.ir.Tensor contents = dtype.isReal()
        ? nacre.ir.Tensor.ofReals(dtype, new int[] {3}, new double[] {0.5, -3, dtype == nacre.ir.DType.F64 ? 0.1 : 2})
        : nacre.ir.Tensor.ofIntegers(dtype, new int[] {3}, new long[] {0, 1, dtype.least() == 0 ? 1 : dtype.least()});
    Path file = folder.resolve("p.safetensors");
    SafetensorsWriter.writeLater(file, List.of(StoredTensors.exact("p", contents.type(), () -> contents)), Map.of());
    Graph graph = own(dtype.text() + "[3]");
    assertThat(bound(WeightBinder.bind(graph, WeightFiles.open(file), path -> path), graph, "p")).isEqualTo(contents);
  }

  @Test
  @DisplayName("a double beyond the floats is no finite number either")
  void overflow() {
    assertThat(unfit(own("f32[1]"), List.of(doubles("p", 1e39))).unfit())
        .containsExactly("`p`: element 0 is Infinity, required a finite number");
  }

  @Test
  @DisplayName("a variance is not negative; 0 is one")
  void variance() {
    Tensor negative = Tensor.of("batch_norm.running_variance", new float[] {0, -1}, 2);
    assertThat(unfit(norm(), with(nacre(), negative)).unfit()).containsExactly(
        "`batch_norm.running_variance`: element 1 is -1.0, a variance is never negative");
    assertThat(bind(norm(), with(nacre(), Tensor.of("batch_norm.running_variance", new float[] {0, 0}, 2))))
        .isInstanceOf(WeightBinding.Bound.class);
  }

  @Test
  @DisplayName("no kind of number is taken for another: neither whole ones for floats nor floats or bytes for whole ones")
  void types() {
    Tensor whole = Tensor.of("p", new long[] {1, 2}, 2);
    assertThat(unfit(own("f32[2]"), List.of(whole)).unfit()).containsExactly("`p`: found I64[2], required f32[2]");
    Tensor real = Tensor.of("p", new float[] {1, 2}, 2);
    assertThat(unfit(own("i64[2]"), List.of(real)).unfit()).containsExactly("`p`: found F32[2], required i64[2]");
    for (DType dtype : Arrays.stream(DType.values()).filter(type -> type.bytes() == 1).toList()) {
      Tensor bytes = new Tensor("p", dtype, List.of(2L), MemorySegment.ofArray(new byte[2]));
      assertThat(unfit(own("f32[2]"), List.of(bytes)).unfit())
          .containsExactly("`p`: found " + dtype + "[2], required f32[2]");
    }
  }

  @Test
  @DisplayName("64-bit whole numbers that a 32-bit parameter cannot hold are refused, not cut")
  void narrowed() {
    assertThat(unfit(own("i32[2]"), List.of(Tensor.of("p", new long[] {5, 1L << 31}, 2))).unfit())
        .containsExactly("`p`: element 1 is 2147483648, required an i32");
    Graph graph = own("i32[2]");
    assertThat(bound(bind(graph, List.of(Tensor.of("p", new long[] {5, -7}, 2))), graph, "p").toIntegers())
        .containsExactly(5, -7);
  }
}
