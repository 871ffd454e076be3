package nacre.ir.op;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.DType;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/**
 * {@code x} where it is above a threshold, 0 elsewhere; Konda et al. (2014).
 *
 * @param alpha the threshold
 */
public record ThresholdedRelu(double alpha) implements Op, Activation, TracksAxes, Decomposes, Sensitive {
  static final OpSpec SPEC = OpSpec
      .of("thresholded_relu", ThresholdedRelu.class, "`x` where `x > alpha`, else 0")
      .input("x", "any tensor of reals")
      .attribute("alpha", SettingKind.REAL, Attr.of(1.0), "the threshold")
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
    return x > alpha ? x : 0;
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return Elementwise.evaluateUnary(evaluation, this::apply);
  }

  /** {@code where(alpha < x, x, 0)}. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula formula = new Formula(sink);
    Operand x = operands.getFirst();
    DType dtype = site.tensor(0).dtype();
    Operand above = formula.of(new Less(), formula.number(dtype, alpha), x);
    return List.of(formula.of(new Where(), above, x, formula.number(dtype, 0)));
  }

  @Override
  public Optional<Calm> calm(int operand) {
    return Optional.empty();
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }
}
