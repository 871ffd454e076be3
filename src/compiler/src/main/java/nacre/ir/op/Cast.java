package nacre.ir.op;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;

/**
 * The same elements in another type. Reals become whole numbers towards zero; what is no number, or none of the type, becomes
 * what {@link DType#whole} says. Whole numbers wrap around at the width of the type. What is not 0 becomes true, what is no
 * number too. Reals of all types are exact here.
 *
 * @param dtype the type of the result
 */
public record Cast(DType dtype) implements Op, TracksAxes, Sensitive {
  static final OpSpec SPEC = OpSpec.of("cast", Cast.class, "the same elements in another type")
      .input("x", "any tensor")
      .attribute("dtype", SettingKind.words(DType.class), "the element type of the result")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    return List.of(new TensorType(dtype, context.tensor(0).shape()));
  }

  @Override
  public Optional<List<Dim>> contents(InferContext context) {
    boolean wide = dtype == DType.I64 || dtype == DType.I32;
    return wide ? context.contents(0) : Optional.empty();
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    return List.of(dtype.isReal()
        ? Tensor.reals(dtype, x.shape(), x::real)
        : Tensor.integers(dtype, x.shape(), i -> whole(x, i)));
  }

  private long whole(Tensor x, int i) {
    if (dtype == DType.BOOL) {
      return x.real(i) == 0 ? 0 : 1;
    }
    return x.dtype().isReal() ? dtype.whole(x.real(i)) : dtype.wrapped(x.integer(i));
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Cast());
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return OptionalInt.of(axis);
  }

  /** Whole numbers and truth values jump. */
  @Override
  public Optional<Calm> calm(int operand) {
    return dtype.isReal() ? Optional.of(Calm.EVERYWHERE) : Optional.empty();
  }
}
