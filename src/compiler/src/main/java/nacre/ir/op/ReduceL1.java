package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;
/**
 * The sum of absolute values along some axes; 0 of none.
 *
 * @param axes     those that go
 * @param keepDims whether they stay, with extent 1
 */
public record ReduceL1(List<Integer> axes, boolean keepDims) implements Op, TracksAxes, Decomposes {
  static final OpSpec SPEC = OpSpec.of("reduce_l1", ReduceL1.class, "the sum of absolute values along some axes")
      .input("x", "any tensor of numbers")
      .attribute("axes", SettingKind.AXES, SettingKind.ALL, "the axes that go")
      .attribute("keep_dims", SettingKind.BOOL, Attr.of(false), "whether they stay, with extent 1")
      .build();

  public ReduceL1 {
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
    return reductions().inferNumbers(context);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return reductions().fold(evaluation, 0, (sum, x) -> sum + Math.abs(x), 0, (sum, x) -> sum + Math.abs(x));
  }

  /** {@code sum of |x|}. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula formula = new Formula(sink);
    return List.of(formula.of(new ReduceSum(axes, keepDims), formula.of(new Abs(), operands.getFirst())));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return reductions().resultAxis(axis);
  }
}
