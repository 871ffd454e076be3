package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;
/**
 * The logarithm of the sum of exponentials along some axes; minus infinity of none.
 *
 * @param axes     those that go
 * @param keepDims whether they stay, with extent 1
 */
public record ReduceLogSumExp(List<Integer> axes, boolean keepDims) implements Op, TracksAxes, Decomposes {
  static final OpSpec SPEC =
      OpSpec.of("reduce_log_sum_exp", ReduceLogSumExp.class, "the logarithm of the sum of exponentials along some axes")
          .input("x", "any tensor of reals")
          .attribute("axes", SettingKind.AXES, SettingKind.ALL, "the axes that go")
          .attribute("keep_dims", SettingKind.BOOL, Attr.of(false), "whether they stay, with extent 1")
          .build();

  public ReduceLogSumExp {
    axes = List.copyOf(axes);
  }

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  private Reductions reductions() {
    return new Reductions(axes, keepDims);
  }

  @Override
  public List<Type> infer(InferContext context) {
    return reductions().inferReals(context);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    double[] most = reductions().fold(evaluation, Double.NEGATIVE_INFINITY, Math::max);
    int[] strides = reductions().strides(x);
    double[] sums = new double[most.length];
    for (int i = 0; i < x.elements(); i++) {
      int to = Elementwise.source(i, x.shape(), strides);
      sums[to] += Double.isInfinite(most[to]) ? Math.exp(x.real(i)) : Math.exp(x.real(i) - most[to]);
    }
    return List.of(Tensor.reals(x.dtype(), evaluation.resultShape(0),
        i -> Double.isInfinite(most[i]) ? Math.log(sums[i]) : most[i] + Math.log(sums[i])));
  }

  /** {@code m + log(sum of exp(x - m))} with the greatest element {@code m}, kept finite. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula formula = new Formula(sink);
    Operand x = operands.getFirst();
    double finite = Float.MAX_VALUE;
    Operand most = formula.of(new Clip(-finite, finite), formula.of(new ReduceMax(axes, true), x));
    Operand sum = formula.of(new ReduceSum(axes, true), formula.of(new Exp(), formula.minus(x, most)));
    return List.of(formula.reshaped(formula.plus(most, formula.of(new Log(), sum)), site.result(0).dims()));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return reductions().resultAxis(axis);
  }
}
