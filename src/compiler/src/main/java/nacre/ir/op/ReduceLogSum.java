package nacre.ir.op;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;
/**
 * The logarithm of the sum along some axes; minus infinity of none.
 *
 * @param axes     those that go
 * @param keepDims whether they stay, with extent 1
 */
public record ReduceLogSum(List<Integer> axes, boolean keepDims) implements Op, TracksAxes, Decomposes, Sensitive {
  static final OpSpec SPEC = OpSpec.of("reduce_log_sum", ReduceLogSum.class, "the logarithm of the sum along some axes")
      .input("x", "any tensor of reals")
      .attribute("axes", SettingKind.AXES, SettingKind.ALL, "the axes that go")
      .attribute("keep_dims", SettingKind.BOOL, Attr.of(false), "whether they stay, with extent 1")
      .build();

  public ReduceLogSum {
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
    double[] results = reductions().fold(evaluation, 0, Double::sum);
    return List.of(Tensor.reals(x.dtype(), evaluation.resultShape(0), i -> Math.log(results[i])));
  }

  /** {@code log(sum of x)}. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula formula = new Formula(sink);
    return List.of(formula.of(new Log(), formula.of(new ReduceSum(axes, keepDims), operands.getFirst())));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return reductions().resultAxis(axis);
  }

  @Override
  public Optional<Calm> calm(int operand) {
    return Optional.of(new Calm(0.5, 4));
  }
}
