package nacre.ir.op;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/** {@code x * min(max(x + 3, 0), 6) / 6}, element by element; Howard et al. (2019). */
public record HardSwish() implements Op, Activation, TracksAxes, Decomposes {
  static final OpSpec SPEC = OpSpec
      .of("hard_swish", HardSwish.class, "`x * min(max(x + 3, 0), 6) / 6`, element by element")
      .input("x", "any tensor of reals")
      .alias("hard_silu", Map.of())
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    return Elementwise.inferUnary(context);
  }

  @Override
  public double apply(double x) {
    return x * (Math.min(Math.max(x + 3, 0), 6) / 6);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return Elementwise.evaluateUnary(evaluation, this::apply);
  }

  /** {@code x * (clip(x + 3, 0, 6) / 6)}. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula formula = new Formula(sink);
    Operand x = operands.getFirst();
    Operand gate = formula.of(new Clip(0, 6), formula.plus(x, 3));
    return List.of(formula.times(x, formula.times(gate, 1 / 6.0)));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }
}
