package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;
/**
 * The mean along some axes; of none it is no number.
 *
 * @param axes     those that go
 * @param keepDims whether they stay, with extent 1
 */
public record ReduceMean(List<Integer> axes, boolean keepDims) implements Op, TracksAxes, Decomposes {
  static final OpSpec SPEC = OpSpec.of("reduce_mean", ReduceMean.class, "the mean along some axes")
      .input("x", "any tensor of reals")
      .attribute("axes", SettingKind.AXES, SettingKind.ALL, "the axes that go")
      .attribute("keep_dims", SettingKind.BOOL, Attr.of(false), "whether they stay, with extent 1")
      .build();

  public ReduceMean {
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
    double[] sums = reductions().fold(evaluation, 0, Double::sum);
    double count = (double) x.elements() / sums.length;
    return List.of(Tensor.reals(x.dtype(), evaluation.resultShape(0), i -> sums[i] / count));
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return reductions().candidates(Candidate.Reduction.Kind.MEAN);
  }

  /** Kernels keep the axes. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    return reductions().dropped(sink, new ReduceMean(axes, true), operands, site);
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return reductions().resultAxis(axis);
  }
}
