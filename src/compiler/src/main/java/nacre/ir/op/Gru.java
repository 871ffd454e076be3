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
 * Gated recurrent unit, Cho et al. (2014), as in PyTorch. Reset gate, update gate and candidate have their rows of weights
 * in this order:
 *
 * <pre>
 * r = sigmoid(W_ih x + b_ih + W_hh h + b_hh)        z likewise
 * n = tanh(W_ih x + b_ih + r * (W_hh h + b_hh))     h = (1 - z) * n + z * h
 * </pre>
 *
 * Results: the sequence of states, and the last one of each direction.
 *
 * @param linearBeforeReset whether the reset gate acts behind the state's weights, as above, or on the state before them:
 *                          {@code n = tanh(W_ih x + b_ih + W_hh (r * h) + b_hh)}
 */
public record Gru(Recurrent.Direction direction, boolean batchFirst, boolean linearBeforeReset)
    implements Op, Decomposes, TracksAxes {
  private static final int RESET = 0;
  private static final int UPDATE = 1;
  private static final int CANDIDATE = 2;

  static final OpSpec SPEC = Recurrent
      .signature(OpSpec.of("gru", Gru.class, "gated recurrent unit: gates say how much of the state before stays"), 3,
          List.of("initial_h"), "[3 * units, ...]: reset, update, candidate")
      .attribute("linear_before_reset", SettingKind.BOOL, Attr.of(true),
          "whether the reset gate acts behind the state's weights")
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
    return new Recurrent(3, 1, direction, batchFirst);
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
      double[] reset = new double[h.length];
      double[] kept = new double[h.length];
      for (int u = 0; u < step.units(); u++) {
        reset[u] = Sigmoid.logistic(step.input(RESET, u) + step.hidden(RESET, u, h));
        kept[u] = reset[u] * h[u];
      }
      for (int u = 0; u < step.units(); u++) {
        double update = Sigmoid.logistic(step.input(UPDATE, u) + step.hidden(UPDATE, u, h));
        double state = linearBeforeReset ? reset[u] * step.hidden(CANDIDATE, u, h) : step.hidden(CANDIDATE, u, kept);
        states[0][u] = (1 - update) * Math.tanh(step.input(CANDIDATE, u) + state) + update * h[u];
      }
    });
  }

  /** {@code (1 - z) * n + z * h = n + z * (h - n)}. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    return Unrolling.of(new Formula(sink), layer(), operands, site, (way, input, states) -> {
      Formula f = way.formula();
      Operand h = states.getFirst();
      Operand hidden = way.hidden(h, 0, linearBeforeReset ? 3 : 2);
      Operand reset = f.of(new Sigmoid(), f.plus(way.gate(input, RESET), way.gate(hidden, RESET)));
      Operand update = f.of(new Sigmoid(), f.plus(way.gate(input, UPDATE), way.gate(hidden, UPDATE)));
      Operand state = linearBeforeReset
          ? f.times(reset, way.gate(hidden, CANDIDATE))
          : way.hidden(f.times(reset, h), CANDIDATE, 1);
      Operand candidate = f.of(new Tanh(), f.plus(way.gate(input, CANDIDATE), state));
      return List.of(f.plus(candidate, f.times(update, f.minus(h, candidate))));
    });
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return layer().resultAxis(operand, from);
  }
}
