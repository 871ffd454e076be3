package nacre.onnx.ops;

import java.util.List;
import nacre.importers.Arrangement;
import nacre.importers.InvalidModelException;
import nacre.importers.UnsupportedException;
import nacre.ir.DType;
import nacre.ir.Operand;
import nacre.ir.Role;
import nacre.ir.TensorType;
import nacre.ir.op.Add;
import nacre.ir.op.Dense;
import nacre.ir.op.Einsum;
import nacre.ir.op.MatMul;
import nacre.ir.op.Mul;
import nacre.ir.op.Squeeze;
import nacre.ir.op.Transpose;
import nacre.ir.op.Unsqueeze;
import nacre.onnx.Call;
import nacre.onnx.Operator;

/** Matrix products. With a stored matrix on the right they are dense layers. */
final class Products {
  static final List<Operator> ALL = List.of(
      Operator.of("Gemm", Products::gemm).inputs("A", "B", "C").attributes("alpha", "beta", "transA", "transB")
          .ignores("broadcast"),
      Operator.of("MatMul", Products::matmul).inputs("A", "B"),
      Operator.of("Einsum", Products::einsum).inputs("Inputs...").attributes("equation"));

  private Products() {}

  /** {@code alpha * A' * B' + beta * C}. */
  private static void gemm(Call call) {
    double alpha = call.real("alpha", 1);
    double beta = call.real("beta", 1);
    boolean turnA = call.flag("transA");
    boolean turnB = call.flag("transB");
    if (call.rank(0) != 2 || call.rank(1) != 2) {
      throw new InvalidModelException("found " + call.type(0) + " and " + call.type(1) + ", required matrices");
    }
    if (call.isExact() && turnB && !turnA && alpha == 1 && beta == 1 && isReal(call)) {
      call.result(new Dense(), call.operand(0), call.operand(1), call.has(2) ? call.operand(2) : Operand.ABSENT);
      return;
    }
    boolean layer = isReal(call) && alpha == 1 && !turnA && call.isStored(1) && !isEmpty(call.type(1));
    boolean adds = call.has(2) && beta != 0;
    boolean biased = layer && adds && beta == 1 && isBias(call, turnB);
    if (layer && (!adds || biased)) {
      call.ignore(2);
      Arrangement rows = turnB ? Arrangement.AS_STORED : Arrangement.TRANSPOSED;
      call.result(new Dense(), call.operand(0), call.param(1, Role.WEIGHT, "weight", rows),
          biased ? call.param(2, Role.BIAS, "bias", bias(call)) : Operand.ABSENT);
      return;
    }
    general(call, turned(call, call.operand(0), turnA), turned(call, call.operand(1), turnB), alpha, beta);
  }

  private static void general(Call call, Operand a, Operand b, double alpha, double beta) {
    boolean adds = call.has(2) && beta != 0;
    boolean alone = alpha == 1 && !adds;
    if (call.has(2) && beta == 0) {
      call.ignore(2);
    }
    if (alone) {
      call.result(new MatMul(), a, b);
      return;
    }
    requireReals(call);
    DType dtype = call.dtype(0);
    Operand product = call.add(new MatMul(), a, b);
    if (!adds) {
      call.result(new Mul(), product, Activations.number(call, dtype, alpha));
      return;
    }
    Operand scaled = alpha == 1 ? product : call.add(new Mul(), product, Activations.number(call, dtype, alpha));
    Operand c = beta == 1 ? call.operand(2)
        : call.add(new Mul(), call.operand(2), Activations.number(call, dtype, beta));
    call.result(new Add(), scaled, c);
  }

  private static boolean isEmpty(TensorType type) {
    return type.shape().elements().is(0);
  }

  private static void requireReals(Call call) {
    if (!call.dtype(0).isReal()) {
      throw new UnsupportedException("it multiplies whole numbers, found " + call.type(0));
    }
  }

  private static boolean isReal(Call call) {
    return call.dtype(0).isReal();
  }

  /** Whether C is stored and holds one number for each column. */
  private static boolean isBias(Call call, boolean turnB) {
    TensorType c = call.type(2);
    return call.isStored(2) && c.rank() >= 1 && c.rank() <= 2 && (c.rank() == 1 || c.dim(0).is(1))
        && c.dims().getLast().equals(call.type(1).dim(turnB ? 0 : 1));
  }

  private static Arrangement bias(Call call) {
    TensorType c = call.type(2);
    return c.rank() == 1 ? Arrangement.AS_STORED
        : Arrangement.shaped(List.of(Math.toIntExact(c.dim(1).known().orElseThrow())));
  }

  private static Operand turned(Call call, Operand matrix, boolean turn) {
    return turn ? call.add(new Transpose(List.of(1, 0)), matrix) : matrix;
  }

  private static void matmul(Call call) {
    int left = call.rank(0);
    int right = call.rank(1);
    if (left == 0 || right == 0) {
      throw new InvalidModelException("found " + call.type(0) + " and " + call.type(1) + ", required vectors at least");
    }
    if (isReal(call) && right == 2 && call.isStored(1) && !isEmpty(call.type(1))) {
      call.result(new Dense(), call.operand(0), call.param(1, Role.WEIGHT, "weight", Arrangement.TRANSPOSED),
          Operand.ABSENT);
    } else if (left > 1 && right > 1) {
      call.result(new MatMul(), call.operand(0), call.operand(1));
    } else {
      Operand a = left == 1 ? call.add(new Unsqueeze(List.of(0)), call.operand(0)) : call.operand(0);
      Operand b = right == 1 ? call.add(new Unsqueeze(List.of(1)), call.operand(1)) : call.operand(1);
      Operand product = call.add(new MatMul(), a, b);
      int rank = call.tensor(product).rank();
      List<Integer> axes = left == 1 && right == 1 ? List.of(rank - 2, rank - 1)
          : List.of(left == 1 ? rank - 2 : rank - 1);
      call.result(new Squeeze(axes), product);
    }
  }

  private static void einsum(Call call) {
    call.result(new Einsum(call.word("equation", "").replace(" ", "")), call.operands());
  }
}
