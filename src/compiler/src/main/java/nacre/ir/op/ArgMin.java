package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.DType;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * Where the least element along an axis is; what is no number comes before everything.
 *
 * @param axis     the axis along which elements are compared
 * @param keepDims whether it stays, with extent 1
 * @param last     the last of equal ones, or the first
 */
public record ArgMin(int axis, boolean keepDims, boolean last) implements Op, TracksAxes, Decomposes {
  static final OpSpec SPEC = OpSpec.of("arg_min", ArgMin.class, "where the least element along an axis is")
      .input("x", "any tensor of numbers")
      .attribute("axis", SettingKind.AXIS, Attr.of(-1), "the axis along which elements are compared")
      .attribute("keep_dims", SettingKind.BOOL, Attr.of(false), "whether it stays, with extent 1")
      .attribute("last", SettingKind.BOOL, Attr.of(false), "the last of equal ones, or the first")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  private Reductions reductions() {
    return new Reductions(List.of(axis), keepDims);
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(0);
    reductions().inferNumbers(context);
    if (x.dim(axis).is(0)) {
      throw TypeError.at("axis", "`axis`: found no element on axis " + axis + " of " + x + ", required at least one");
    }
    return List.of(TensorType.of(DType.I64, reductions().left(x, keepDims)));
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    int extent = x.dim(axis);
    int inner = Tensor.strides(x.shape())[axis];
    return List.of(Tensor.integers(DType.I64, evaluation.resultShape(0), row -> {
      int first = row / inner * inner * extent + row % inner;
      int least = 0;
      for (int k = 1; k < extent; k++) {
        int order = compare(x, first + k * inner, first + least * inner);
        least = order < 0 || last && order == 0 ? k : least;
      }
      return least;
    }));
  }

  private static int compare(Tensor x, int i, int j) {
    if (!x.dtype().isReal()) {
      return Long.compare(x.integer(i), x.integer(j));
    }
    boolean leftNone = Double.isNaN(x.real(i));
    boolean rightNone = Double.isNaN(x.real(j));
    return leftNone || rightNone ? Boolean.compare(rightNone, leftNone)
        : Double.compare(x.real(i) + 0.0, x.real(j) + 0.0);
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return keepDims ? List.of(new Candidate.ArgExtreme(false, last, axis)) : List.of();
  }

  /** Kernels keep the axis. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    return reductions().dropped(sink, new ArgMin(axis, true, last), operands, site);
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return reductions().resultAxis(from);
  }
}
