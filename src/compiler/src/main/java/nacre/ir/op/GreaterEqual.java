package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/** {@code a >= b}, element by element; false where one is no number. */
public record GreaterEqual() implements Op, TracksAxes, Decomposes {
  static final OpSpec SPEC =
      OpSpec.of("greater_equal", GreaterEqual.class, "`a >= b`, element by element, stretched by NumPy's rule")
          .input("a", "left operand")
          .input("b", "right operand")
          .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    return Comparison.inferNumbers(context);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return Comparison.evaluate(evaluation, (a, b) -> a >= b, (a, b) -> a >= b);
  }

  /** {@code b <= a}. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    return List.of(sink.add(new LessEqual(), operands.reversed()));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }
}
