package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/** {@code a != b}, element by element; true where one is no number. */
public record NotEqual() implements Op, TracksAxes, Decomposes {
  static final OpSpec SPEC =
      OpSpec.of("not_equal", NotEqual.class, "`a != b`, element by element, stretched by NumPy's rule")
          .input("a", "left operand")
          .input("b", "right operand")
          .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    return Comparison.inferAny(context);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return Comparison.evaluate(evaluation, (a, b) -> a != b, (a, b) -> a != b);
  }

  /** {@code not (a == b)}. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    return List.of(sink.add(new LogicalNot(), List.of(sink.add(new Equal(), operands))));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }
}
