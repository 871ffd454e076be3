package nacre.ir.op;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Tensor;
import nacre.ir.Type;

/** Contents that are known when the model is compiled. */
public record Constant(Tensor contents) implements Op {
  /** The most elements that typing remembers of a tensor. */
  static final int MOST_CONTENTS = 64;

  private static final OpSpec SIGNATURE =
      OpSpec.of("constant", Constant.class, "contents known at compile time").build();

  /** A scalar. */
  public static Constant of(DType dtype, double value) {
    return new Constant(Tensor.scalar(dtype, value));
  }

  @Override
  public OpSpec spec() {
    return SIGNATURE;
  }

  @Override
  public List<Type> infer(InferContext context) {
    return List.of(contents.type());
  }

  @Override
  public Optional<List<Dim>> contents(InferContext context) {
    boolean extents = !contents.dtype().isReal() && contents.elements() <= MOST_CONTENTS;
    return extents
        ? Optional.of(Arrays.stream(contents.toIntegers()).<Dim>mapToObj(n -> n < 0 ? Dim.UNKNOWN : Dim.of(n)).toList())
        : Optional.empty();
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return List.of(contents);
  }
}
