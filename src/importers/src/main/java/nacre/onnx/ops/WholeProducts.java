package nacre.onnx.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nacre.importers.UnsupportedException;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Shape;
import nacre.ir.TensorType;
import nacre.ir.op.Add;
import nacre.ir.op.Cast;
import nacre.ir.op.Clip;
import nacre.ir.op.DequantizeLinear;
import nacre.ir.op.Div;
import nacre.ir.op.Floor;
import nacre.ir.op.MatMul;
import nacre.ir.op.Max;
import nacre.ir.op.Min;
import nacre.ir.op.Mul;
import nacre.ir.op.QuantizeLinear;
import nacre.ir.op.ReduceMax;
import nacre.ir.op.ReduceMin;
import nacre.ir.op.Reshape;
import nacre.ir.op.Round;
import nacre.ir.op.Sub;
import nacre.onnx.Call;
import nacre.onnx.Operator;

/** Products of whole numbers with zero points, computed as what they stand for. */
final class WholeProducts {
  static final List<Operator> ALL = List.of(
      Operator.of("MatMulInteger", WholeProducts::matmul).inputs("A", "B", "a_zero_point", "b_zero_point"),
      Operator.of("ConvInteger", WholeProducts::conv).inputs("x", "w", "x_zero_point", "w_zero_point")
          .attributes(Window.ATTRIBUTES).attributes("group").limit(Window.MANY_AXES, Window::hasManyAxes),
      Operator.of("QLinearMatMul", WholeProducts::quantizedMatmul).inputs("a", "a_scale", "a_zero_point", "b",
          "b_scale", "b_zero_point", "y_scale", "y_zero_point"),
      Operator.of("QLinearConv", WholeProducts::quantizedConv)
          .inputs("x", "x_scale", "x_zero_point", "w", "w_scale", "w_zero_point", "y_scale", "y_zero_point", "B")
          .attributes(Window.ATTRIBUTES).attributes("group").limit(Window.MANY_AXES, Window::hasManyAxes),
      Operator.of("DynamicQuantizeLinear", WholeProducts::dynamic).inputs("x").results("y", "y_scale", "y_zero_point"));

  /** Numbers of 8 bits without their zero points are no greater. */
  private static final long GREATEST = 255;
  private static final long STEP = 16;
  private static final long MOST_EXACT = 1 << 24;

  private WholeProducts() {}

  private static void matmul(Call call) {
    call.result(new MatMul(), centred(call, 0, 2, 0), centred(call, 1, 3, 1));
  }

  /** {@code x - zero point}; several zero points stand along the rows of a left matrix or the columns of a right one. */
  private static Operand centred(Call call, int input, int zero, int side) {
    Operand x = call.add(new Cast(DType.I32), call.operand(input));
    if (!call.has(zero)) {
      return x;
    }
    Operand zeros = call.add(new Cast(DType.I32), call.operand(zero));
    TensorType type = call.type(zero);
    boolean rows = side == 0 && type.rank() == 1 && !type.dim(0).is(1);
    return call.add(new Sub(), x, rows ? call.add(new Reshape(List.of(type.dim(0), Dim.ONE)), zeros) : zeros);
  }

  /**
   * Sums below 2^24 are exact as 32-bit reals. Where {@code x * w} may be more, {@code w = 16 * high + low}, and so are the
   * sums of {@code x * high} and {@code x * low}, up to 16 times as many of them.
   */
  private static void conv(Call call) {
    Operand x = call.add(new Cast(DType.F32), centred(call, 0, 2, 1));
    Operand w = call.add(new Cast(DType.F32), filters(call, 1, 3));
    long terms = terms(call.type(1));
    if (terms <= MOST_EXACT / (GREATEST * GREATEST)) {
      call.result(new Cast(DType.I32), Convolutions.of(call, 1, x, w, Operand.ABSENT));
      return;
    }
    if (terms > MOST_EXACT / (GREATEST * STEP)) {
      throw new UnsupportedException("it sums " + terms + " products, which 32-bit reals may not hold");
    }
    Operand step = Activations.number(call, DType.F32, STEP);
    Operand high = call.add(new Floor(), call.add(new Div(), w, step));
    Operand low = call.add(new Sub(), w, call.add(new Mul(), high, step));
    Operand ones = call.add(new Cast(DType.I32), Convolutions.of(call, 1, x, low, Operand.ABSENT));
    Operand steps = call.add(new Cast(DType.I32), Convolutions.of(call, 1, x, high, Operand.ABSENT));
    Operand scaled = call.add(new Mul(), steps, Activations.number(call, DType.I32, STEP));
    call.result(new Add(), ones, scaled);
  }

  /** How many products one element of a convolution sums. */
  private static long terms(TensorType weights) {
    return Shape.of(weights.dims().subList(Math.min(1, weights.rank()), weights.rank())).elements().known()
        .orElseThrow(() -> new UnsupportedException("how many products it sums is not known"));
  }

  private static Operand filters(Call call, int input, int zero) {
    Operand w = call.add(new Cast(DType.I32), call.operand(input));
    if (!call.has(zero)) {
      return w;
    }
    Operand zeros = call.add(new Cast(DType.I32), call.operand(zero));
    return call.add(new Sub(), w, alongFirst(call, zeros, call.rank(input)));
  }

  /** One number for each filter, below its first axis. */
  private static Operand alongFirst(Call call, Operand numbers, int rank) {
    TensorType type = call.tensor(numbers);
    if (type.rank() != 1 || type.dim(0).is(1)) {
      return numbers;
    }
    return Shapes.alignedAt(call, numbers, 0, rank);
  }

  private static Operand real(Call call, int input, int axis) {
    Operand scale = Quantization.scalar(call, input + 1);
    return call.add(new DequantizeLinear(axis), call.operand(input), scale,
        call.has(input + 2) ? Quantization.scalar(call, input + 2) : Operand.ABSENT);
  }

  private static void quantizedMatmul(Call call) {
    call.requireRank(0, 2, Integer.MAX_VALUE);
    call.requireRank(3, 2, Integer.MAX_VALUE);
    Operand product = call.add(new MatMul(), real(call, 0, call.rank(0) - 2), real(call, 3, call.rank(3) - 1));
    call.result(new QuantizeLinear(0, call.dtype(7)), product, Quantization.scalar(call, 6),
        Quantization.scalar(call, 7));
  }

  /** The bias is in steps of both scales together. */
  private static void quantizedConv(Call call) {
    Operand x = real(call, 0, 1);
    Operand w = real(call, 3, 0);
    Operand bias = Operand.ABSENT;
    if (call.has(8)) {
      Operand steps = call.add(new Mul(), Quantization.scalar(call, 1), call.operand(4));
      bias = call.add(new Mul(), call.add(new Cast(DType.F32), call.operand(8)), steps);
    }
    Operand result = Convolutions.of(call, 3, x, w, bias);
    call.result(new QuantizeLinear(1, call.dtype(7)), result, Quantization.scalar(call, 6),
        Quantization.scalar(call, 7));
  }

  /** The scale takes the range from least to greatest, 0 included, to 0 to 255. */
  private static void dynamic(Call call) {
    DType dtype = call.dtype(0);
    Operand x = call.operand(0);
    List<Integer> axes = new ArrayList<>(IntStream.range(0, call.rank(0)).boxed().toList());
    Operand zero = Activations.number(call, dtype, 0);
    Operand low = call.add(new Min(), zero, call.add(new ReduceMin(axes, false), x));
    Operand high = call.add(new Max(), zero, call.add(new ReduceMax(axes, false), x));
    Operand scale = call.add(new Div(), call.add(new Sub(), high, low), Activations.number(call, dtype, 255));
    Operand level = call.add(new Clip(0, 255), call.add(new Div(), call.add(new Sub(), zero, low), scale));
    Operand point = call.add(new Cast(DType.U8), call.add(new Round(), level));
    call.results(call.main(new QuantizeLinear(0, DType.U8), x, scale, point), scale, point);
  }

}
