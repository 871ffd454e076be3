package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.DType;
import nacre.ir.Shape;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/** {@code a} where a condition holds and {@code b} elsewhere, element by element. */
public record Where() implements Op, TracksAxes {
  public static final int CONDITION = 0;
  public static final int A = 1;
  public static final int B = 2;

  static final OpSpec SPEC = OpSpec
      .of("where", Where.class, "`a` where a condition holds and `b` elsewhere, all stretched by NumPy's rule")
      .input("condition", "truth values")
      .input("a", "what is taken where the condition holds")
      .input("b", "what is taken elsewhere, of the same element type")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType condition = context.tensor(CONDITION);
    TensorType a = context.tensor(A);
    TensorType b = context.tensor(B);
    if (condition.dtype() != DType.BOOL) {
      throw TypeError.at("condition", "`condition`: found " + condition + ", required truth values (bool)");
    }
    if (a.dtype() != b.dtype()) {
      throw new TypeError("found " + a + " and " + b + ", required tensors of one element type");
    }
    Shape shape = Shape.broadcast(Shape.of(a.dims()), Shape.of(b.dims()))
        .flatMap(both -> Shape.broadcast(both, Shape.of(condition.dims())))
        .orElseThrow(() -> new TypeError("found " + condition + ", " + a + " and " + b
            + ", required extents that are equal or 1, counted from the last axis"));
    return List.of(new TensorType(a.dtype(), shape));
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor condition = evaluation.tensor(CONDITION);
    Tensor a = evaluation.tensor(A);
    Tensor b = evaluation.tensor(B);
    int[] shape = evaluation.resultShape(0);
    int[] conditionStrides = Elementwise.broadcastStrides(condition.shape(), shape);
    int[] aStrides = Elementwise.broadcastStrides(a.shape(), shape);
    int[] bStrides = Elementwise.broadcastStrides(b.shape(), shape);
    Tensor taken = a.gathered(shape, i -> Elementwise.source(i, shape, aStrides));
    Tensor other = b.gathered(shape, i -> Elementwise.source(i, shape, bStrides));
    Tensor holds = condition.gathered(shape, i -> Elementwise.source(i, shape, conditionStrides));
    return List.of(a.dtype().isReal()
        ? Tensor.reals(a.dtype(), shape, i -> holds.integer(i) != 0 ? taken.real(i) : other.real(i))
        : Tensor.integers(a.dtype(), shape, i -> holds.integer(i) != 0 ? taken.integer(i) : other.integer(i)));
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Select());
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }
}
