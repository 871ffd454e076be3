package nacre.keras;

import static nacre.keras.MemoryModel.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import nacre.ir.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recurrent layers against Keras' own formulas, written down here once more: a gate in the wrong place would show. */
class RecurrentNumbersTest {
  private static final int STEPS = 3;
  private static final int FEATURES = 2;
  private static final int UNITS = 2;

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double hard(double x) {
    return Math.clamp(0.2 * x + 0.5, 0, 1);
  }

  private static DoubleUnaryOperator gate(String name) {
    return name.equals("sigmoid") ? RecurrentNumbersTest::sigmoid : RecurrentNumbersTest::hard;
  }

  /** {@code vector @ matrix[:, column]}. */
  private static double dot(double[] vector, Tensor matrix, int column) {
    double sum = 0;
    for (int i = 0; i < vector.length; i++) {
      sum += vector[i] * matrix.real(i * matrix.dim(1) + column);
    }
    return sum;
  }

  private static double[] step(Tensor x, int t) {
    return DoubleStream.iterate(0, i -> i + 1).limit(FEATURES).map(i -> x.real(t * FEATURES + (int) i)).toArray();
  }

  /** {@code i, f, c, o} side by side, as {@code LSTMCell.call} cuts them. */
  private static double[] lstm(Tensor x, Tensor w, Tensor u, Tensor b, DoubleUnaryOperator gate) {
    double[] h = new double[UNITS];
    double[] c = new double[UNITS];
    for (int t = 0; t < STEPS; t++) {
      double[] now = step(x, t);
      double[] before = h.clone();
      for (int k = 0; k < UNITS; k++) {
        double[] z = new double[4];
        for (int g = 0; g < 4; g++) {
          int column = g * UNITS + k;
          z[g] = dot(now, w, column) + dot(before, u, column) + b.real(column);
        }
        c[k] = gate.applyAsDouble(z[1]) * c[k] + gate.applyAsDouble(z[0]) * Math.tanh(z[2]);
        h[k] = gate.applyAsDouble(z[3]) * Math.tanh(c[k]);
      }
    }
    return h;
  }

  /** {@code z, r, h} side by side, as {@code GRUCell.call} cuts them. */
  private static double[] gru(Tensor x, Tensor w, Tensor u, Tensor b, boolean after, DoubleUnaryOperator gate) {
    double[] h = new double[UNITS];
    int all = 3 * UNITS;
    for (int t = 0; t < STEPS; t++) {
      double[] now = step(x, t);
      double[] before = h.clone();
      double[] reset = new double[UNITS];
      double[] kept = new double[UNITS];
      for (int k = 0; k < UNITS; k++) {
        int column = UNITS + k;
        reset[k] = gate.applyAsDouble(dot(now, w, column) + b.real(column) + dot(before, u, column)
            + (after ? b.real(all + column) : 0));
        kept[k] = reset[k] * before[k];
      }
      for (int k = 0; k < UNITS; k++) {
        double z = gate.applyAsDouble(
            dot(now, w, k) + b.real(k) + dot(before, u, k) + (after ? b.real(all + k) : 0));
        int column = 2 * UNITS + k;
        double state = after ? reset[k] * (dot(before, u, column) + b.real(all + column)) : dot(kept, u, column);
        h[k] = z * before[k] + (1 - z) * Math.tanh(dot(now, w, column) + b.real(column) + state);
      }
    }
    return h;
  }

  private static String layer(String kind, String more) {
    return "{\"class_name\": \"" + kind + "\", \"config\": {\"name\": \"r\", \"units\": 2, \"activation\": \"tanh\", "
        + "\"batch_input_shape\": [null, 3, 2], " + more + "}}";
  }

  @ParameterizedTest
  @CsvSource({"sigmoid", "hard_sigmoid"})
  void lstmOfKeras2(String gate) {
    Tensor w = numbers(1, FEATURES, 4 * UNITS);
    Tensor u = numbers(2, UNITS, 4 * UNITS);
    Tensor b = numbers(3, 4 * UNITS);
    Tensor x = numbers(4, 1, STEPS, FEATURES);
    MemoryModel model = new MemoryModel("2.2.4", "tensorflow",
        layer("LSTM", "\"recurrent_activation\": \"" + gate + "\""), List.of(w, u, b));
    assertThat(model.run(x)).containsExactly(lstm(x, w, u, b, gate(gate)), within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"sigmoid, true", "hard_sigmoid, true", "sigmoid, false", "hard_sigmoid, false"})
  void gruOfKeras2(String gate, boolean after) {
    Tensor w = numbers(5, FEATURES, 3 * UNITS);
    Tensor u = numbers(6, UNITS, 3 * UNITS);
    Tensor b = after ? numbers(7, 2, 3 * UNITS) : numbers(7, 3 * UNITS);
    Tensor x = numbers(8, 1, STEPS, FEATURES);
    MemoryModel model = new MemoryModel("2.2.4", "tensorflow",
        layer("GRU", "\"reset_after\": " + after + ", \"recurrent_activation\": \"" + gate + "\""), List.of(w, u, b));
    assertThat(model.run(x)).containsExactly(gru(x, w, u, b, after, gate(gate)), within(1e-6));
  }

  /** Keras 1 stores {@code W, U, b} for {@code i}, {@code c}, {@code f} and {@code o}. */
  @Test
  void lstmOfKeras1() {
    List<Tensor> byGate = Stream.iterate(0, i -> i + 1).limit(12).map(i -> switch (i % 3) {
      case 0 -> numbers(i, FEATURES, UNITS);
      case 1 -> numbers(i, UNITS, UNITS);
      default -> numbers(i, UNITS);
    }).toList();
    List<Integer> order = List.of(0, 2, 1, 3);
    Tensor x = numbers(9, 1, STEPS, FEATURES);
    MemoryModel model = new MemoryModel("1.2.2", "tensorflow",
        layer("LSTM", "\"inner_activation\": \"hard_sigmoid\"").replace("units", "output_dim"), byGate);
    double[] expected = lstm(x, joined(byGate, order, 0), joined(byGate, order, 1), joined(byGate, order, 2),
        RecurrentNumbersTest::hard);
    assertThat(model.run(x)).containsExactly(expected, within(1e-6));
  }

  /** Arrays of gates side by side, in the order of Keras 2. */
  private static Tensor joined(List<Tensor> byGate, List<Integer> order, int kind) {
    List<Tensor> gates = order.stream().map(gate -> byGate.get(gate * 3 + kind)).toList();
    int rows = gates.getFirst().rank() == 2 ? gates.getFirst().dim(0) : 1;
    int all = 4 * UNITS;
    return Tensor.reals(gates.getFirst().dtype(),
        gates.getFirst().rank() == 2 ? new int[] {rows, all} : new int[] {all},
        i -> gates.get(i % all / UNITS).real(i / all * UNITS + i % UNITS));
  }
}
