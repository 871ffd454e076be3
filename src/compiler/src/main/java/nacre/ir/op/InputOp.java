package nacre.ir.op;

import java.util.List;
import java.util.Map;

import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;

/** Stands for what a caller hands in, so that every value has a node. */
public record InputOp(TensorType type) implements Op {
  private static final OpSpec SIGNATURE = OpSpec.of("input", InputOp.class, "what the caller hands in").build();

  @Override
  public OpSpec spec() {
    return SIGNATURE;
  }

  @Override
  public List<Type> infer(InferContext context) {
    return List.of(type);
  }

  @Override
  public Op substitute(Map<String, Long> symbols) {
    return new InputOp(type.substitute(symbols));
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    throw new IllegalStateException("an input is bound, not evaluated");
  }

  @Override
  public boolean pure() {
    return false;
  }
}
