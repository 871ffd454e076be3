package nacre.keras;

import static nacre.keras.MemoryModel.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import nacre.ir.DType;
import nacre.ir.Tensor;
import org.junit.jupiter.api.Test;

/** One convolution as each Keras and backend stores it: all of them give the numbers of the plain sum. */
class KernelNumbersTest {
  private static final int EXTENT = 4;
  private static final int WINDOW = 3;
  private static final int IN = 2;
  private static final int OUT = 3;
  private static final int PLACES = EXTENT - WINDOW + 1;

  private final Tensor kernel = numbers(1, WINDOW, WINDOW, IN, OUT);
  private final Tensor bias = numbers(2, OUT);

  /** The sum over the window, channels first if {@code first}. */
  private double[] expected(Tensor x, boolean first) {
    double[] y = new double[PLACES * PLACES * OUT];
    for (int at = 0; at < y.length; at++) {
      int o = first ? at / (PLACES * PLACES) : at % OUT;
      int place = first ? at % (PLACES * PLACES) : at / OUT;
      double sum = bias.real(o);
      for (int k = 0; k < WINDOW * WINDOW * IN; k++) {
        int row = place / PLACES + k / IN / WINDOW;
        int column = place % PLACES + k / IN % WINDOW;
        int c = k % IN;
        int pixel = first ? (c * EXTENT + row) * EXTENT + column : (row * EXTENT + column) * IN + c;
        sum += x.real(pixel) * kernel.real(k * OUT + o);
      }
      y[at] = sum;
    }
    return y;
  }

  private static String layer(String kind, String settings, String shape) {
    return "{\"class_name\": \"" + kind + "\", \"config\": {\"name\": \"c\", " + settings
        + ", \"batch_input_shape\": [null, " + shape + "]}}";
  }

  private static Tensor flipped(Tensor kernel) {
    int inner = IN * OUT;
    return kernel.gathered(kernel.shape(), i -> (WINDOW * WINDOW - 1 - i / inner) * inner + i % inner);
  }

  /** {@code [out, in, rows, columns]}. */
  private static Tensor theano(Tensor kernel) {
    return kernel.gathered(new int[] {OUT, IN, WINDOW, WINDOW},
        i -> (i % (WINDOW * WINDOW) * IN + i / (WINDOW * WINDOW) % IN) * OUT + i / (WINDOW * WINDOW * IN));
  }

  private void check(String version, String backend, String layer, Tensor stored, boolean first) {
    Tensor x = first ? numbers(3, 1, IN, EXTENT, EXTENT) : numbers(3, 1, EXTENT, EXTENT, IN);
    assertThat(new MemoryModel(version, backend, layer, List.of(stored, bias)).run(x))
        .containsExactly(expected(x, first), within(1e-6));
  }

  @Test
  void keras2() {
    String last = layer("Conv2D", "\"filters\": 3, \"kernel_size\": [3, 3]", "4, 4, 2");
    check("2.3.1", "tensorflow", last, kernel, false);
    check("2.3.1", "theano", last, flipped(kernel), false);
    check("2.3.1", "tensorflow",
        layer("Conv2D", "\"filters\": 3, \"kernel_size\": [3, 3], \"data_format\": \"channels_first\"", "2, 4, 4"),
        kernel, true);
  }

  @Test
  void keras1() {
    String settings = "\"nb_filter\": 3, \"nb_row\": 3, \"nb_col\": 3, \"border_mode\": \"valid\", \"dim_ordering\": ";
    check("1.2.2", "tensorflow", layer("Convolution2D", settings + "\"tf\"", "4, 4, 2"), kernel, false);
    check("1.2.2", "tensorflow", layer("Convolution2D", settings + "\"th\"", "2, 4, 4"), theano(kernel), true);
    check("1.2.2", "theano", layer("Convolution2D", settings + "\"th\"", "2, 4, 4"), theano(flipped(kernel)), true);
  }

  /** Weights per place: each place sees its own row of them. */
  @Test
  void local() {
    Tensor own = numbers(4, PLACES * PLACES, WINDOW * WINDOW * IN, OUT);
    Tensor biases = Tensor.reals(DType.F32, new int[] {PLACES, PLACES, OUT}, i -> i);
    Tensor x = numbers(5, 1, EXTENT, EXTENT, IN);
    double[] expected = new double[PLACES * PLACES * OUT];
    for (int at = 0; at < expected.length; at++) {
      int place = at / OUT;
      expected[at] = at;
      for (int k = 0; k < WINDOW * WINDOW * IN; k++) {
        int row = place / PLACES + k / IN / WINDOW;
        int column = place % PLACES + k / IN % WINDOW;
        expected[at] += x.real((row * EXTENT + column) * IN + k % IN)
            * own.real((place * WINDOW * WINDOW * IN + k) * OUT + at % OUT);
      }
    }
    String layer = layer("LocallyConnected2D", "\"filters\": 3, \"kernel_size\": [3, 3]", "4, 4, 2");
    assertThat(new MemoryModel("2.3.1", "tensorflow", layer, List.of(own, biases)).run(x))
        .containsExactly(expected, within(1e-6));
  }

  /** Theano's convolution reads kernels the other way round, those of recurrent layers too. */
  @Test
  void convolutionsOfStepsInFilesOfTheano() {
    String layer = "{\"class_name\": \"ConvLSTM2D\", \"config\": {\"name\": \"c\", \"filters\": 1, "
        + "\"kernel_size\": [3, 3], \"padding\": \"same\", \"use_bias\": false, "
        + "\"batch_input_shape\": [1, 2, 4, 4, 1]}}";
    Tensor first = Tensor.reals(DType.F32, new int[] {3, 3, 1, 4}, i -> i < 4 ? 1 : 0);
    Tensor last = Tensor.reals(DType.F32, new int[] {3, 3, 1, 4}, i -> i < 32 ? 0 : 1);
    Tensor x = MemoryModel.numbers(3, 1, 2, 4, 4, 1);
    assertThat(new MemoryModel("2.3.1", "theano", layer, List.of(first, first)).run(x))
        .isEqualTo(new MemoryModel("2.3.1", "tensorflow", layer, List.of(last, last)).run(x))
        .isNotEqualTo(new MemoryModel("2.3.1", "tensorflow", layer, List.of(first, first)).run(x));
  }
}
