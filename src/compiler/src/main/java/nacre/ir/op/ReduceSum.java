package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;
/**
 * The sum along some axes; 0 of none. Whole numbers wrap around.
 *
 * @param axes     those that go
 * @param keepDims whether they stay, with extent 1
 */
public record ReduceSum(List<Integer> axes, boolean keepDims) implements Op, TracksAxes, Decomposes {
  static final OpSpec SPEC = OpSpec.of("reduce_sum", ReduceSum.class, "the sum along some axes")
      .input("x", "any tensor of numbers")
      .attribute("axes", SettingKind.AXES, SettingKind.ALL, "the axes that go")
      .attribute("keep_dims", SettingKind.BOOL, Attr.of(false), "whether they stay, with extent 1")
      .build();

  public ReduceSum {
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
    return reductions().fold(evaluation, 0, (a, b) -> a + b, 0, (a, b) -> a + b);
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return reductions().candidates(Candidate.Reduction.Kind.SUM);
  }

  /** Kernels keep the axes. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    return reductions().dropped(sink, new ReduceSum(axes, true), operands, site);
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return reductions().resultAxis(axis);
  }
}
