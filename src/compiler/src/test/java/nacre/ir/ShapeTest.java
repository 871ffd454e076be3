package nacre.ir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ShapeTest {
  private static final Dim N = new Dim.Symbol("N");

  @Test
  @DisplayName("broadcasting aligns last axes and stretches ones, symbols against themselves and ones only")
  void broadcast() {
    assertThat(Shape.broadcast(Shape.of(2, 1, 3), Shape.of(4, 1))).contains(Shape.of(2, 4, 3));
    assertThat(Shape.broadcast(Shape.of(), Shape.of(5))).contains(Shape.of(5));
    assertThat(Shape.broadcast(Shape.of(0), Shape.of(1))).contains(Shape.of(0));
    assertThat(Shape.broadcast(Shape.of(0), Shape.of(2))).isEmpty();
    assertThat(Shape.broadcast(Shape.of(2), Shape.of(3))).isEmpty();
    assertThat(Shape.broadcast(Shape.of(List.of(N, Dim.of(3))), Shape.of(3))).contains(Shape.of(List.of(N, Dim.of(3))));
    assertThat(Shape.broadcast(Shape.of(List.of(N)), Shape.of(4))).isEmpty();
    assertThat(Shape.broadcast(Shape.of(List.of(Dim.UNKNOWN)), Shape.of(List.of(Dim.UNKNOWN)))).isEmpty();
    assertThat(Shape.broadcast(Shape.of(List.of(Dim.UNKNOWN)), Shape.of(1))).contains(Shape.of(List.of(Dim.UNKNOWN)));
  }

  @Test
  @DisplayName("the number of elements is a product, 1 for a scalar, unknown without a rank")
  void elements() {
    assertThat(Shape.of().elements()).isEqualTo(Dim.of(1));
    assertThat(Shape.of(List.of(N, Dim.of(3), N)).elements()).hasToString("3*N*N");
    assertThat(Shape.of(List.of(N, Dim.of(0))).elements()).isEqualTo(Dim.of(0));
    assertThat(new Shape.Unranked().elements()).isEqualTo(Dim.UNKNOWN);
    assertThat(Shape.of(List.of(N, N)).substitute(Map.of("N", 3L))).isEqualTo(Shape.of(3, 3));
  }

  @Test
  @DisplayName("tensors know their elements, wherever a case may be empty or a scalar")
  void tensors() {
    Tensor tensor = Tensor.ofIntegers(DType.I64, new int[] {2, 3}, new long[] {1, 2, 3, 4, 5, Long.MAX_VALUE});
    assertThat(tensor.reshaped(6).integer(5)).isEqualTo(Long.MAX_VALUE);
    assertThat(tensor.gathered(new int[] {2}, i -> 5 - i).toIntegers()).containsExactly(Long.MAX_VALUE, 5);
    assertThat(tensor.type()).hasToString("i64[2, 3]");
    assertThat(Tensor.strides(new int[] {2, 3, 4})).containsExactly(12, 4, 1);
    assertThat(Tensor.scalar(DType.F32, 2).rank()).isZero();
    assertThat(Tensor.elements(new int[] {3, 0})).isZero();
    assertThat(Tensor.elements(new int[] {1 << 20, 1 << 20, 0})).isZero();
    assertThat(Optional.of(Tensor.scalar(DType.F64, 0.0))).isNotEqualTo(Optional.of(Tensor.scalar(DType.F64, -0.0)));
    assertThat(Tensor.scalar(DType.F64, Double.NaN)).isEqualTo(Tensor.scalar(DType.F64, Double.NaN));
  }
}
