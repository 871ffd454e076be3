package nacre.kernels;

import static nacre.kernels.Kernels.gemm;
import static nacre.kernels.call.Calls.dense;
import static nacre.kernels.call.Calls.product;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import nacre.kernels.call.Axis;
import nacre.kernels.call.Curve;
import nacre.kernels.call.Epilogue;
import nacre.kernels.call.Extent;
import nacre.kernels.call.Gemm;
import nacre.kernels.call.Init;
import nacre.kernels.run.Slot;
import nacre.kernels.weights.Packed;
import nacre.kernels.weights.Safetensors;
import nacre.kernels.weights.Tensor;
import nacre.kernels.weights.Weights;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Matrix products against the definition in double, for one row and many, packed constants and two values. */
@Tag("provider")
class GemmTest {

  private static float[] random(long seed, int n) {
    var random = new Random(seed);
    var values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static Packed pack(Gemm call, float[] weight, float[] bias, long... shape) {
    var tensors = new ArrayList<>(List.of(Tensor.of("w", weight, shape)));
    if (call.epilogue().init().hasBias()) {
      tensors.add(Tensor.of("b", bias, bias.length));
    }
    Weights weights = Weights.of(Safetensors.of("test", tensors));
    Packed packed = weights.gemm(call, "w", "b");
    weights.pack();
    return packed;
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "7,5,1", "8,16,2", "9,17,3", "64,33,5", "300,70,1", "515,130,7", "31,64,66", "0,3,2",
    "16,100,1"})
  void denseMatchesItsDefinition(int in, int out, int images) {
    float[] weight = random(1, in * out);
    float[] bias = random(2, out);
    Epilogue added = Epilogue.BIAS.init(Init.BIAS_ADD);
    for (Epilogue epilogue : List.of(Epilogue.BIAS, Epilogue.NONE, Epilogue.BIAS.clamp(0, 6), added.curve(Curve.TANH),
        added.init(Init.ADD).leaky(0.2f))) {
      Gemm call = dense(in, out).epilogue(epilogue);
      Packed packed = pack(call, weight, bias, out, in);
      var shelf = new Shelf(images + 1);
      Slot x = shelf.random(3, in);
      Slot residual = shelf.random(4, out);
      Slot y = shelf.put(out);
      boolean adds = epilogue.init().hasResidual();
      shelf.run(images, k -> {
        if (adds) {
          gemm(k, call, packed, x, residual, y);
        } else {
          gemm(k, call, packed, x, y);
        }
      });
      Close.requireClose(call.toJava(), Shelf.all(y, images), in, index -> {
        double sum = epilogue.init().hasBias() ? bias[index % out] : 0;
        sum += adds ? Shelf.get(residual, index / out, index % out, 0, 0) : 0;
        for (int d = 0; d < in; d++) {
          sum += (double) weight[index % out * in + d] * Shelf.get(x, index / out, d, 0, 0);
        }
        double clamped = Math.min(Math.max(sum, epilogue.low()), epilogue.high());
        return Definitions.curve(epilogue.curve(), epilogue.slope(), clamped);
      });
    }
  }

  /** A row's bits do not depend on how many other rows are computed with it, though the path through the code does. */
  @Test
  void denseGivesARowTheSameBitsInEveryBatch() {
    Gemm call = dense(777, 45).relu();
    Packed packed = pack(call, random(1, 777 * 45), random(2, 45), 45, 777);
    var shelf = new Shelf(9);
    Slot x = shelf.random(3, 777);
    Slot y = shelf.put(45);
    shelf.run(9, k -> gemm(k, call, packed, x, y));
    float[] together = Shelf.all(y, 9);
    for (int image = 0; image < 9; image++) {
      System.arraycopy(x.floats(), x.at(image, 0), x.floats(), x.at(0, 0), 777);
      shelf.run(1, k -> gemm(k, call, packed, x, y));
      assertThat(Shelf.all(y, 1)).isEqualTo(Arrays.copyOfRange(together, image * 45, (image + 1) * 45));
    }
  }

  /** A product of two values with batch axes; either may be stored transposed, and the result too. */
  @ParameterizedTest
  @CsvSource({"1,1,1", "3,4,5", "17,33,9", "40,270,20", "64,16,64", "5,0,3"})
  void productMatchesItsDefinition(int rows, int depth, int columns) {
    for (int form = 0; form < 8; form++) {
      Axis row = (form & 1) == 0 ? Axis.of(rows, columns, depth) : Axis.of(rows, columns, 1);
      int leftDepth = (form & 1) == 0 ? 1 : rows;
      boolean transposedRight = (form & 2) != 0;
      Axis column = transposedRight ? Axis.of(columns, 1, depth) : Axis.of(columns, 1, 1);
      Axis along = Axis.of(depth, leftDepth, transposedRight ? 1 : columns);
      if ((form & 4) != 0) {
        row = new Axis(row.extent(), List.of(Extent.fixed(1), row.strides().get(1)));
        column = new Axis(column.extent(), List.of(Extent.fixed(rows), column.strides().get(1)));
      }
      Gemm call = product(row, column, along).images(2 * rows * columns, 2 * rows * depth, depth * columns)
          .over(2, rows * columns, rows * depth, 0).clamp(-3, 4);
      checkProduct(call, rows, depth, columns, form);
    }
  }

  private static void checkProduct(Gemm call, int rows, int depth, int columns, int form) {
    var shelf = new Shelf(3);
    Slot left = shelf.random(1, 2, rows, depth);
    Slot right = shelf.random(2, depth, columns);
    Slot out = shelf.put(2, rows, columns);
    shelf.run(2, k -> gemm(k, call, left, right, out));
    float[] l = Shelf.all(left, 2);
    float[] r = Shelf.all(right, 2);
    Close.requireClose(call.toJava(), Shelf.all(out, 2), depth, index -> {
      int at = index % (rows * columns);
      int batch = index / (rows * columns);
      int row = (form & 4) == 0 ? at / columns : at % rows;
      int column = (form & 4) == 0 ? at % columns : at / rows;
      double sum = 0;
      for (int d = 0; d < depth; d++) {
        double a = l[batch * rows * depth + ((form & 1) == 0 ? row * depth + d : d * rows + row)];
        double b = r[batch / 2 * depth * columns + ((form & 2) == 0 ? d * columns + column : column * depth + d)];
        sum += a * b;
      }
      return Math.min(Math.max(sum, -3), 4);
    });
  }

  /** A constant stored as [in, out] is read with the call's strides, also past a strided left operand. */
  @Test
  void packsAConstantThatIsStoredTheOtherWayRound() {
    float[] weight = random(1, 20 * 40);
    Gemm call = product(Axis.images(40, 20), Axis.of(40, 1, 1), Axis.of(20, 1, 40));
    Packed packed = pack(call, weight, new float[0], 20, 40);
    var shelf = new Shelf(1);
    Slot x = shelf.random(3, 20, 2);
    Slot y = shelf.put(40);
    Gemm strided = product(Axis.images(40, 40), Axis.of(40, 1, 1), Axis.of(20, 2, 40));
    shelf.run(1, k -> gemm(k, strided, packed, x, y));
    Close.requireClose("[in, out]", Shelf.all(y, 1), 20, index -> {
      double sum = 0;
      for (int d = 0; d < 20; d++) {
        sum += (double) weight[d * 40 + index] * x.floats()[x.base() + 2 * d];
      }
      return sum;
    });
  }
}
