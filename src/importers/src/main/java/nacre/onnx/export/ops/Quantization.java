package nacre.onnx.export.ops;

import static nacre.onnx.export.Settings.none;
import static nacre.onnx.export.ops.Spellings.entry;

import java.util.Map;
import nacre.ir.DType;
import nacre.ir.op.DequantizeLinear;
import nacre.ir.op.Op;
import nacre.ir.op.QuantizeLinear;
import nacre.onnx.ElementTypes;
import nacre.onnx.export.Settings;
import nacre.onnx.export.Spelling;
import nacre.onnx.export.Use;

/** Reals as whole numbers of few bits. */
final class Quantization {
  static final Map<Class<? extends Op>, Spelling<Op>> ALL = Map.ofEntries(
      entry(QuantizeLinear.class, (op, use) -> isNarrow(op.dtype()) && isPlain(use, op.axis())
          ? use.same("QuantizeLinear", axis(op.axis()).whole("output_dtype", ElementTypes.number(op.dtype())))
          : use.apart()),
      entry(DequantizeLinear.class, (op, use) -> (isNarrow(use.dtype()) || use.dtype() == DType.I32)
          && isPlain(use, op.axis()) ? use.same("DequantizeLinear", axis(op.axis())) : use.apart()));

  private Quantization() {}

  private static Settings axis(int axis) {
    return none().whole("axis", axis);
  }

  private static boolean isNarrow(DType dtype) {
    return !dtype.isReal() && dtype != DType.BOOL && dtype.bytes() <= 2;
  }

  /** One scale for all, which no axis has, or several along one. */
  private static boolean isPlain(Use use, int axis) {
    boolean single = use.rank(1) == 0;
    return use.operands() == 3 && (single ? axis == 0 : !use.type(1).shape().elements().is(1));
  }
}
