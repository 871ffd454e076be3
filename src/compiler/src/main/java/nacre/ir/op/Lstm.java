package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/**
 * Long short-term memory, Hochreiter & Schmidhuber (1997), as in PyTorch. Each gate is {@code f(W_ih x + b_ih + W_hh h +
 * b_hh)} with its own rows of weights, input gate, forget gate, cell and output gate in this order:
 *
 * <pre>
 * c = sigmoid(forget) * c + sigmoid(input) * tanh(cell)        h = sigmoid(output) * tanh(c)
 * </pre>
 *
 * Results: the sequence of states {@code h}, and the last {@code h} and {@code c} of each direction.
 */
public record Lstm(Recurrent.Direction direction, boolean batchFirst) implements Op, Decomposes, TracksAxes {
  private static final int INPUT = 0;
  private static final int FORGET = 1;
  private static final int CELL = 2;
  private static final int OUTPUT = 3;

  static final OpSpec SPEC = Recurrent
      .signature(OpSpec.of("lstm", Lstm.class, "long short-term memory: a recurrent layer with a cell that gates open"),
          4, List.of("initial_h", "initial_c"), "[4 * units, ...]: input, forget, cell, output")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public int results() {
    return 3;
  }

  private Recurrent layer() {
    return new Recurrent(4, 2, direction, batchFirst);
  }

  @Override
  public List<Type> infer(InferContext context) {
    return layer().infer(context, SPEC);
  }

  @Override
  public Dim macs(Site site) {
    return layer().macs(site);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return Recurrence.of(layer(), evaluation, (step, states) -> {
      double[] h = states[0].clone();
      for (int u = 0; u < step.units(); u++) {
        double forget = Sigmoid.logistic(step.input(FORGET, u) + step.hidden(FORGET, u, h));
        double input = Sigmoid.logistic(step.input(INPUT, u) + step.hidden(INPUT, u, h));
        double cell = Math.tanh(step.input(CELL, u) + step.hidden(CELL, u, h));
        double output = Sigmoid.logistic(step.input(OUTPUT, u) + step.hidden(OUTPUT, u, h));
        states[1][u] = forget * states[1][u] + input * cell;
        states[0][u] = output * Math.tanh(states[1][u]);
      }
    });
  }

  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    return Unrolling.of(new Formula(sink), layer(), operands, site, (way, input, states) -> {
      Formula f = way.formula();
      Operand gates = f.plus(input, way.hidden(states.get(0), 0, 4));
      Operand kept = f.times(f.of(new Sigmoid(), way.gate(gates, FORGET)), states.get(1));
      Operand taken = f.times(f.of(new Sigmoid(), way.gate(gates, INPUT)), f.of(new Tanh(), way.gate(gates, CELL)));
      Operand c = f.plus(kept, taken);
      return List.of(f.times(f.of(new Sigmoid(), way.gate(gates, OUTPUT)), f.of(new Tanh(), c)), c);
    });
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return layer().resultAxis(operand, from);
  }
}
