package nacre.ir.op;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

import nacre.ir.Shape;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;

/** What the greatest and the least of several tensors have in common. */
final class Extremes {
  private Extremes() {}

  /** Operands of one dtype, broadcast by NumPy's rule. */
  static List<Type> infer(InferContext context) {
    Type soFar = context.tensor(0);
    for (int operand = context.size() == 1 ? 0 : 1; operand < context.size(); operand++) {
      soFar = Elementwise.inferBinary(InferContext.of(List.of(soFar, context.tensor(operand)))).getFirst();
    }
    return List.of(soFar);
  }

  static List<Tensor> evaluate(Evaluation evaluation, DoubleBinaryOperator reals, LongBinaryOperator integers) {
    TensorType result = evaluation.site().result(0);
    Tensor soFar = evaluation.tensor(0);
    for (int operand = 0; operand < evaluation.operands().size(); operand++) {
      Tensor next = evaluation.tensor(operand);
      TensorType type = result.withDims(Shape.broadcast(Shape.of(soFar.type().dims()), Shape.of(next.type().dims()))
          .orElseThrow().dims());
      Site site = new Site(List.of(), List.of(type));
      soFar = Elementwise.evaluateBinary(
          new Evaluation(List.of(Optional.of(soFar), Optional.of(next)), site), reals, integers)
          .getFirst();
    }
    return List.of(soFar);
  }
}
