package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Shape;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/** {@code condition ? a : b}. */
public record Where() implements Op, TracksAxes {
  static final OpSpec SPEC = OpSpec.of("where", Where.class, "`condition ? a : b`, element by element")
      .input("condition", "truth values")
      .input("a", "where true")
      .input("b", "where false")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    if (context.tensor(0).dtype() != nacre.ir.DType.BOOL) {
      throw new TypeError("found " + context.tensor(0) + ", required truth values");
    }
    Shape.Ranked shape = Shape.of(context.tensor(0).dims());
    for (int i = 1; i < 3; i++) {
      shape = Shape.broadcast(shape, Shape.of(context.tensor(i).dims()))
          .orElseThrow(() -> new TypeError("found extents that do not stretch"));
    }
    return List.of(new TensorType(context.tensor(1).dtype(), shape));
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    int[] shape = evaluation.resultShape(0);
    return List.of(Tensor.reals(evaluation.tensor(1).dtype(), shape, i -> {
      Tensor condition = evaluation.tensor(0);
      boolean on = condition.integer(at(condition, i, shape)) != 0;
      Tensor from = evaluation.tensor(on ? 1 : 2);
      return from.real(at(from, i, shape));
    }));
  }

  private static int at(Tensor from, int i, int[] shape) {
    return Elementwise.source(i, shape, Elementwise.broadcastStrides(from.shape(), shape));
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
