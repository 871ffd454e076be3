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
 * The p-norm of each window: {@code (sum of |x|^p)^(1/p)}, what lies beyond the border being 0.
 *
 * @param ceil whether a last window that the border cuts counts too
 * @param axis where the channels are, 1 or 2
 * @param p    which norm
 */
public record LpPool1d(List<Integer> kernel, List<Integer> stride, Padding padding, List<Integer> dilation,
    boolean ceil, int axis, int p) implements Op, Decomposes, TracksAxes, Sensitive {
  static final OpSpec SPEC = Pooling
      .settings(OpSpec.of("lp_pool1d", LpPool1d.class, "the p-norm of each window of a sequence"), Space.LINE)
      .attribute("p", SettingKind.POSITIVE, Attr.of(2), "which norm")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  private Pooling pooling() {
    return new Pooling(Space.LINE, kernel, stride, padding, dilation, ceil, axis);
  }

  @Override
  public List<Type> infer(InferContext context) {
    return pooling().infer(context);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return List.of(pooling().evaluate(evaluation, (elements, count, _) -> Norms.of(elements, count, p)));
  }

  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    return List.of(PoolingSteps.norm(new Formula(sink), pooling(), operands.getFirst(), site, p));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return pooling().resultAxis(from);
  }

  /** A root has no bound on its slope near 0. */
  @Override
  public Optional<Calm> calm(int operand) {
    return Optional.of(new Calm(0.25, 4));
  }
}
