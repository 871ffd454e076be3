package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/**
 * The recurrent layer of Elman (1990): {@code h = f(W_ih x + b_ih + W_hh h + b_hh)}. Results: the sequence of states, and
 * the last one of each direction.
 */
public record Rnn(Recurrent.Direction direction, boolean batchFirst, Nonlinearity nonlinearity)
    implements Op, Decomposes, TracksAxes {
  /** The function of a state. */
  public enum Nonlinearity {
    TANH, RELU
  }

  static final OpSpec SPEC = Recurrent
      .signature(OpSpec.of("rnn", Rnn.class, "recurrent layer: each state is a function of x and the state before"), 1,
          List.of("initial_h"), "[units, ...]")
      .attribute("nonlinearity", SettingKind.words(Nonlinearity.class), new Attr.Word("tanh"),
          "the function of a state")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public int results() {
    return 2;
  }

  private Recurrent layer() {
    return new Recurrent(1, 1, direction, batchFirst);
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
        double sum = step.input(0, u) + step.hidden(0, u, h);
        states[0][u] = nonlinearity == Nonlinearity.TANH ? Math.tanh(sum) : Math.max(sum, 0);
      }
    });
  }

  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    return Unrolling.of(new Formula(sink), layer(), operands, site, (way, input, states) -> {
      Formula f = way.formula();
      Operand sum = f.plus(input, way.hidden(states.getFirst(), 0, 1));
      return List.of(f.of(nonlinearity == Nonlinearity.TANH ? new Tanh() : new Relu(), sum));
    });
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return layer().resultAxis(operand, from);
  }
}
