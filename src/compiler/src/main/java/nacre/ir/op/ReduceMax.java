package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.DType;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;
/**
 * The greatest element along some axes; minus infinity, or the least whole number, of none.
 *
 * @param axes     those that go
 * @param keepDims whether they stay, with extent 1
 */
public record ReduceMax(List<Integer> axes, boolean keepDims) implements Op, TracksAxes, Decomposes {
  static final OpSpec SPEC = OpSpec.of("reduce_max", ReduceMax.class, "the greatest element along some axes")
      .input("x", "any tensor of numbers")
      .attribute("axes", SettingKind.AXES, SettingKind.ALL, "the axes that go")
      .attribute("keep_dims", SettingKind.BOOL, Attr.of(false), "whether they stay, with extent 1")
      .build();

  public ReduceMax {
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
    DType dtype = evaluation.tensor(0).dtype();
    return reductions().fold(evaluation, Double.NEGATIVE_INFINITY, Math::max, dtype.least(), Math::max);
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return reductions().candidates(Candidate.Reduction.Kind.MAX);
  }

  /** Kernels keep the axes. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    return reductions().dropped(sink, new ReduceMax(axes, true), operands, site);
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return reductions().resultAxis(axis);
  }
}
