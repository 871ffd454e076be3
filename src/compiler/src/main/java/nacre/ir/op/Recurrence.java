package nacre.ir.op;

import java.util.ArrayList;
import java.util.List;

import nacre.ir.Tensor;

/** The meaning of recurrent layers in float64, one step of one sequence after the other. */
final class Recurrence {
  /** One step of one sequence. */
  interface Cell {
    /** Writes the new states over the old ones. */
    void step(Step step, double[][] states);
  }

  private final Recurrent layer;
  private final Evaluation evaluation;
  private final Tensor x;
  private final int units;
  private final int batch;
  private final int length;
  private final double[] y;
  private final List<double[]> last = new ArrayList<>();

  private Recurrence(Recurrent layer, Evaluation evaluation) {
    this.layer = layer;
    this.evaluation = evaluation;
    x = evaluation.tensor(Recurrent.X);
    batch = x.dim(1 - layer.time());
    length = x.dim(layer.time());
    units = evaluation.tensor(layer.params(0) + 1).dim(1);
    y = new double[Tensor.elements(evaluation.resultShape(0))];
    for (int state = 0; state < layer.states(); state++) {
      last.add(new double[layer.directions() * batch * units]);
    }
  }

  static List<Tensor> of(Recurrent layer, Evaluation evaluation, Cell cell) {
    Recurrence recurrence = new Recurrence(layer, evaluation);
    for (int direction = 0; direction < layer.directions(); direction++) {
      for (int n = 0; n < recurrence.batch; n++) {
        recurrence.run(direction, n, cell);
      }
    }
    return recurrence.results();
  }

  private void run(int direction, int n, Cell cell) {
    double[][] states = new double[layer.states()][units];
    int own = (direction * batch + n) * units;
    for (int state = 0; state < states.length; state++) {
      for (int u = 0; u < units && evaluation.has(1 + state); u++) {
        states[state][u] = evaluation.tensor(1 + state).real(own + u);
      }
    }
    for (int t = 0; t < length; t++) {
      int at = layer.isBackward(direction) ? length - 1 - t : t;
      int row = layer.batchFirst() ? n * length + at : at * batch + n;
      cell.step(new Step(layer.params(direction), row), states);
      System.arraycopy(states[0], 0, y, (row * layer.directions() + direction) * units, units);
    }
    for (int state = 0; state < states.length; state++) {
      System.arraycopy(states[state], 0, last.get(state), own, units);
    }
  }

  private List<Tensor> results() {
    List<Tensor> results = new ArrayList<>();
    results.add(Tensor.ofReals(x.dtype(), evaluation.resultShape(0), y));
    for (int state = 0; state < last.size(); state++) {
      results.add(Tensor.ofReals(x.dtype(), evaluation.resultShape(1 + state), last.get(state)));
    }
    return results;
  }

  /** What the gates of one step see. */
  final class Step {
    private final int params;
    private final int row;

    private Step(int params, int row) {
      this.params = params;
      this.row = row;
    }

    int units() {
      return units;
    }

    /** What x contributes to a unit of a gate. */
    double input(int gate, int unit) {
      int features = x.dim(2);
      double sum = bias(params + 2, gate, unit);
      for (int k = 0; k < features; k++) {
        sum += evaluation.tensor(params).real((gate * units + unit) * features + k) * x.real(row * features + k);
      }
      return sum;
    }

    /** What a state contributes to a unit of a gate. */
    double hidden(int gate, int unit, double[] state) {
      double sum = bias(params + 3, gate, unit);
      for (int k = 0; k < units; k++) {
        sum += evaluation.tensor(params + 1).real((gate * units + unit) * units + k) * state[k];
      }
      return sum;
    }

    private double bias(int operand, int gate, int unit) {
      return evaluation.has(operand) ? evaluation.tensor(operand).real(gate * units + unit) : 0;
    }
  }
}
