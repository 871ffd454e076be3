package nacre.onnx.export.ops;

import java.util.Map;
import nacre.ir.Dim;
import nacre.ir.op.Fused;
import nacre.ir.op.Glu;
import nacre.ir.op.MultiHeadAttention;
import nacre.ir.op.Op;
import nacre.ir.op.RotaryEmbedding;
import nacre.ir.op.ScaledDotProductAttention;
import nacre.onnx.export.Spelling;

/** Ops that ONNX has in no version that this one takes: said with the ops that they are made of. */
final class Taken {
  static final Map<Class<? extends Op>, Spelling<Op>> ALL = Map.ofEntries(apart(Fused.class), apart(Glu.class),
      apart(MultiHeadAttention.class), Spellings.entry(ScaledDotProductAttention.class, (op, use) -> {
        CausalAttention attention = new CausalAttention(op, use);
        return attention.isOpen() ? attention.spelled() : use.apart();
      }),
      Spellings.entry(RotaryEmbedding.class, (op, use) -> use.type(0).dim(op.axis()) instanceof Dim.Known
          ? use.apart() : new Rotary(op, use).turned()));

  private Taken() {}

  private static Map.Entry<Class<? extends Op>, Spelling<Op>> apart(Class<? extends Op> type) {
    return Map.entry(type, (_, use) -> use.apart());
  }
}
