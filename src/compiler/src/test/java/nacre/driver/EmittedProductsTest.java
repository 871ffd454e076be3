package nacre.driver;

import static org.assertj.core.api.Assertions.assertThat;

import nacre.ir.Graph;
import nacre.ir.IrParser;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Products and what their kernels do besides: residuals, clamps and curves, compared value by value. */
class EmittedProductsTest {
  @Test
  @DisplayName("products: leading axes, a constant on either side, two values, a broadcast batch")
  void products() {
    Graph graph = IrParser.parse("""
        graph Products {
          symbol N
          param $w: f32[4, 5] own = normal(0.5)
          param $left: f32[3, 4] own = normal(0.5)
          param $dense: f32[6, 4] weight = he_uniform
          param $bias: f32[6] bias = zeros
          %0 x = input: f32[N, 2, 4]
          %1 right = matmul(%0, $w): f32[N, 2, 5]
          %2 turned = transpose(%0) permutation=[0, 2, 1]: f32[N, 4, 2]
          %3 left = matmul($left, %2): f32[N, 3, 2]
          %4 gram = matmul(%0, %2): f32[N, 2, 2]
          %5 rows = dense(%0, $dense, $bias): f32[N, 2, 6]
          input x = %0
          output right = %1
          output left = %3
          output gram = %4
          output rows = %5
        }
        """);
    Emission.of(graph).check().checkScalar();
  }

  @Test
  @DisplayName("one residual starts the accumulators, one clamp and one curve end them; more takes a walk of its own")
  void epilogues() {
    Graph graph = IrParser.parse("""
        graph Fusions {
          symbol N
          param $w: f32[3, 3, 1, 1] weight = he_uniform
          param $d: f32[4, 4] weight = he_uniform
          param $b: f32[3] bias = normal(0.5)
          %0 x = input: f32[N, 3, 4, 4]
          %1 z = input: f32[N, 4]
          %2 a = fused(%0, $w, $b, %0) {conv2d(0, 1, 2) stride=[1, 1] padding=[[0, 0], [0, 0]] dilation=[1, 1] groups=1 axis=1; add(3, ^); relu(^); tanh(^)}: f32[N, 3, 4, 4]
          %3 b = fused(%2, $w, _, %2, %0) {conv2d(0, 1, 2) stride=[1, 1] padding=[[0, 0], [0, 0]] dilation=[1, 1] groups=1 axis=1; relu(^); add(^, 3); sub(4, ^); silu(^); gelu(^) approximate=none}: f32[N, 3, 4, 4]
          %4 c = fused(%1, $d, _, %1) {dense(0, 1, 2); add(^, 3); clip(^) low=-0.5 high=0.5}: f32[N, 4]
          %5 s = input: f32[3, N, 4]
          %6 d = fused(%1, $d, _, %5) {dense(0, 1, 2); add(^, 3); relu(^)}: f32[3, N, 4]
          input x = %0
          input z = %1
          input s = %5
          output b = %3
          output c = %4
          output d = %6
        }
        """);
    assertThat(Emission.of(graph).check().checkScalar().kernels())
        .isEqualTo("Conv Conv Chain Gemm Gemm Pointwise");
  }
}
