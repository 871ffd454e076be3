package nacre.kernels;

import static nacre.kernels.Kernels.softmax;
import static nacre.kernels.call.Calls.softmax;
import static org.assertj.core.api.Assertions.assertThat;

import nacre.kernels.call.Axis;
import nacre.kernels.call.Softmax;
import nacre.kernels.run.Slot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Softmax along the last axis, along channels, and between strides, against its definition. */
@Tag("provider")
class SoftmaxTest {

  private static void check(Softmax call, int outer, int extent, int inner) {
    var shelf = new Shelf(2);
    Slot in = shelf.random(1, outer, extent, inner);
    Slot out = shelf.put(outer, extent, inner);
    shelf.run(2, k -> softmax(k, call, in, out));
    float[] x = Shelf.all(in, 2);
    Close.requireClose(call.toJava(), Shelf.all(out, 2), extent, index -> {
      int column = index / (extent * inner) * extent * inner + index % inner;
      double sum = 0;
      for (int i = 0; i < extent; i++) {
        sum += Math.exp(x[column + i * inner]);
      }
      return Math.exp(x[index]) / sum;
    });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 17, 64, 1000})
  void matchesItsDefinition(int extent) {
    check(softmax(Axis.of(extent, 1, 1)).images(3 * extent, 3 * extent).over(3, extent, extent), 3, extent, 1);
    int inner = 11;
    int image = 3 * extent * inner;
    Axis along = Axis.of(extent, inner, inner);
    check(softmax(along).images(image, image).over(3, extent * inner, extent * inner).over(inner, 1, 1), 3, extent,
        inner);
    check(softmax(along).images(image, image).over(inner, 1, 1).over(3, extent * inner, extent * inner), 3, extent,
        inner);
  }

  /** Shifting by the greatest element keeps large inputs finite, and a softmax may replace its input. */
  @Test
  void staysFiniteInPlace() {
    var shelf = new Shelf(1);
    Slot x = shelf.put(20);
    for (int i = 0; i < 20; i++) {
      x.floats()[x.base() + i] = i == 13 ? 3e38f : -3e38f;
    }
    shelf.run(1, k -> softmax(k, softmax(Axis.of(20, 1, 1)).images(20, 20), x, x));
    for (int i = 0; i < 20; i++) {
      assertThat(x.floats()[x.base() + i]).isEqualTo(i == 13 ? 1 : 0);
    }
  }
}
