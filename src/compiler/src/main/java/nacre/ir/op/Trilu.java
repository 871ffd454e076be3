package nacre.ir.op;

import java.util.List;
import java.util.Map;
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
 * The upper or lower triangle of the matrices in the last two axes; 0 elsewhere.
 *
 * @param diagonal which diagonal bounds the triangle and belongs to it: 0 the main one, above it positive
 * @param upper    which triangle
 */
public record Trilu(int diagonal, boolean upper) implements Op, TracksAxes, Decomposes {
  static final OpSpec SPEC = OpSpec
      .of("trilu", Trilu.class, "the upper or lower triangle of the matrices in the last two axes, 0 elsewhere")
      .input("x", "[..., rows, columns]")
      .attribute("diagonal", SettingKind.INT, Attr.of(0),
          "which diagonal bounds the triangle; above the main one positive")
      .attribute("upper", SettingKind.BOOL, Attr.of(true), "which triangle")
      .alias("triu", Map.of("upper", Attr.of(true)))
      .alias("tril", Map.of("upper", Attr.of(false)))
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(0);
    if (x.rank() < 2) {
      throw new TypeError("found " + x + ", required matrices [..., rows, columns]");
    }
    return List.of(x);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    int rows = x.dim(x.rank() - 2);
    int columns = x.dim(x.rank() - 1);
    return List.of(x.dtype().isReal()
        ? Tensor.reals(x.dtype(), x.shape(), i -> isKept(i / columns % rows, i % columns) ? x.real(i) : 0)
        : Tensor.integers(x.dtype(), x.shape(), i -> isKept(i / columns % rows, i % columns) ? x.integer(i) : 0));
  }

  private boolean isKept(int row, int column) {
    return upper ? (long) column - row >= diagonal : (long) column - row <= diagonal;
  }

  /** {@code where(row + diagonal <= column, x, 0)} for the upper triangle, {@code >=} for the lower one. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula formula = new Formula(sink);
    Counting counting = new Counting(formula);
    TensorType x = site.tensor(0);
    Operand bound = formula.plus(counting.along(x.dim(x.rank() - 2), 2, 0), diagonal);
    Operand column = counting.along(x.dim(x.rank() - 1), 2, 1);
    Operand kept = upper ? formula.of(new LessEqual(), bound, column) : formula.of(new LessEqual(), column, bound);
    DType dtype = x.dtype();
    return List.of(formula.of(new Where(), kept, operands.getFirst(), formula.number(dtype, 0)));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return OptionalInt.of(axis);
  }
}
