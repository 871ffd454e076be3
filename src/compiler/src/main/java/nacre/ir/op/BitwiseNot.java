package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.DType;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/** The bits that the operand lacks, element by element (ONNX {@code BitwiseNot}, version 18). */
public record BitwiseNot() implements Op, TracksAxes, Decomposes {
  static final OpSpec SPEC = OpSpec.of("bitwise_not", BitwiseNot.class, "the bits that `x` lacks, element by element")
      .input("x", "whole numbers")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(0);
    if (x.dtype().kind() != DType.Kind.INTEGER) {
      throw new TypeError("found " + x + ", required whole numbers");
    }
    return List.of(x);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    return List.of(Tensor.integers(x.dtype(), x.shape(), i -> x.dtype().wrapped(~x.integer(i))));
  }

  /** {@code -x - 1} in two's complement, where it wraps around. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula f = new Formula(sink);
    Operand one = f.number(site.tensor(0).dtype(), 1);
    return List.of(f.minus(f.of(new Neg(), operands.getFirst()), one));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }
}
