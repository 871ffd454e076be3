package nacre.ir.op;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;

/**
 * 1 at the greatest element along an axis, the first one of equal ones, 0 elsewhere.
 *
 * @param axis the axis along which elements are compared
 */
public record Hardmax(int axis) implements Op, TracksAxes, Decomposes, Sensitive {
  static final OpSpec SPEC = OpSpec.of("hardmax", Hardmax.class, "1 at the greatest element along an axis, 0 elsewhere")
      .input("x", "any tensor of reals")
      .attribute("axis", SettingKind.AXIS, Attr.of(-1), "the axis along which elements are compared")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(0);
    ChannelParams.checkAxis(x, axis);
    return List.of(x);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    int extent = x.dim(axis);
    int inner = Tensor.strides(x.shape())[axis];
    double[] y = new double[x.elements()];
    for (int row = 0; row < y.length / Math.max(extent, 1); row++) {
      int first = row / inner * inner * extent + row % inner;
      int greatest = first;
      for (int k = 1; k < extent; k++) {
        greatest = x.real(first + k * inner) > x.real(greatest) ? first + k * inner : greatest;
      }
      y[greatest] = 1;
    }
    return List.of(Tensor.ofReals(x.dtype(), x.shape(), y));
  }

  /** {@code arg_max(x) == k} for every {@code k} along the axis. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula formula = new Formula(sink);
    TensorType x = site.tensor(0);
    Operand places = new Counting(formula).along(x.dim(axis), x.rank(), axis);
    Operand greatest = formula.of(new ArgMax(axis, true, false), operands.getFirst());
    return List.of(formula.cast(formula.of(new Equal(), greatest, places), x.dtype()));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return OptionalInt.of(from);
  }

  @Override
  public boolean mixes(Site site, int operand, int from) {
    return from == axis;
  }

  @Override
  public Optional<Calm> calm(int operand) {
    return Optional.empty();
  }
}
