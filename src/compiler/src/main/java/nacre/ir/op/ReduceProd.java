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
 * The product along some axes; 1 of none. Whole numbers wrap around.
 *
 * @param axes     those that go
 * @param keepDims whether they stay, with extent 1
 */
public record ReduceProd(List<Integer> axes, boolean keepDims) implements Op, TracksAxes, Decomposes, Sensitive {
  static final OpSpec SPEC = OpSpec.of("reduce_prod", ReduceProd.class, "the product along some axes")
      .input("x", "any tensor of numbers")
      .attribute("axes", SettingKind.AXES, SettingKind.ALL, "the axes that go")
      .attribute("keep_dims", SettingKind.BOOL, Attr.of(false), "whether they stay, with extent 1")
      .build();

  public ReduceProd {
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
    return reductions().fold(evaluation, 1, (a, b) -> a * b, 1, (a, b) -> a * b);
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return reductions().candidates(Candidate.Reduction.Kind.PRODUCT);
  }

  /** Kernels keep the axes. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    return reductions().dropped(sink, new ReduceProd(axes, true), operands, site);
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return reductions().resultAxis(axis);
  }

  @Override
  public Optional<Calm> calm(int operand) {
    return Optional.of(new Calm(0.5, 1.5));
  }
}
