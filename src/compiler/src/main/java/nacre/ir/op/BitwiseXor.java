package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/** The bits that exactly one has, element by element, in two's complement (ONNX {@code BitwiseXor}, version 18). */
public record BitwiseXor() implements Op, TracksAxes {
  static final OpSpec SPEC =
      OpSpec.of("bitwise_xor", BitwiseXor.class, "the bits that exactly one has, stretched by NumPy's rule")
          .input("a", "whole numbers")
          .input("b", "whole numbers of the same element type")
          .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    return Elementwise.inferWholes(context);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return Elementwise.evaluateWholes(evaluation, (a, b) -> a ^ b);
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Binary(Candidate.Binary.Arithmetic.XOR));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }
}
