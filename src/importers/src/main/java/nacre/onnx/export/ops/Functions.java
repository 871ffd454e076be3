package nacre.onnx.export.ops;

import static nacre.onnx.export.Settings.none;
import static nacre.onnx.export.ops.Spellings.entry;

import java.util.List;
import java.util.Map;
import nacre.ir.DType;
import nacre.ir.Operand;
import nacre.ir.op.Celu;
import nacre.ir.op.Clip;
import nacre.ir.op.Elu;
import nacre.ir.op.Gelu;
import nacre.ir.op.HardSigmoid;
import nacre.ir.op.Hardmax;
import nacre.ir.op.IsInf;
import nacre.ir.op.LeakyRelu;
import nacre.ir.op.LogSigmoid;
import nacre.ir.op.LogSoftmax;
import nacre.ir.op.Op;
import nacre.ir.op.PRelu;
import nacre.ir.op.Rsqrt;
import nacre.ir.op.Selu;
import nacre.ir.op.Shrink;
import nacre.ir.op.Sigmoid;
import nacre.ir.op.Silu;
import nacre.ir.op.Softmax;
import nacre.ir.op.ThresholdedRelu;
import nacre.onnx.export.Spelling;
import nacre.onnx.export.Use;

/** Functions behind layers, and others with settings. */
final class Functions {
  static final Map<Class<? extends Op>, Spelling<Op>> ALL = Map.ofEntries(
      entry(Elu.class, (op, use) -> use.same("Elu", none().real("alpha", op.alpha(), 1))),
      entry(Celu.class, (op, use) -> use.dtype() == DType.F32
          ? use.same("Celu", none().real("alpha", op.alpha(), 1))
          : use.apart()),
      entry(LeakyRelu.class, (op, use) -> use.same("LeakyRelu", none().real("alpha", op.alpha(), 0.01))),
      entry(ThresholdedRelu.class, (op, use) -> use.same("ThresholdedRelu", none().real("alpha", op.alpha(), 1))),
      entry(Selu.class, (op, use) -> use.same("Selu", none().real("alpha", op.alpha(), 1.67326319217681884765625)
          .real("gamma", op.gamma(), 1.05070102214813232421875))),
      entry(HardSigmoid.class, (op, use) -> use.same("HardSigmoid",
          none().real("alpha", op.alpha(), 0.2).real("beta", op.beta(), 0.5))),
      entry(Gelu.class, (op, use) -> use.same("Gelu",
          none().word("approximate", op.approximate() == Gelu.Approximate.TANH ? "tanh" : "none"))),
      entry(Shrink.class, (op, use) -> use.same("Shrink",
          none().real("lambd", op.lambda(), 0.5).real("bias", op.bias(), 0))),
      entry(IsInf.class, (op, use) -> use.same("IsInf", none().flag("detect_negative", op.detectNegative())
          .flag("detect_positive", op.detectPositive()))),
      entry(Softmax.class, (op, use) -> use.same("Softmax", none().whole("axis", op.axis()))),
      entry(LogSoftmax.class, (op, use) -> use.same("LogSoftmax", none().whole("axis", op.axis()))),
      entry(Hardmax.class, (op, use) -> use.same("Hardmax", none().whole("axis", op.axis()))),
      entry(Clip.class, Functions::clip),
      entry(PRelu.class, Functions::prelu),
      entry(LogSigmoid.class, (_, use) -> use.apart()),
      entry(Silu.class, (_, use) -> use.sketched((sink, in) -> silu(new Words(sink), in.getFirst()))),
      entry(Rsqrt.class, (_, use) -> List.of(use.add("Reciprocal", use.add("Sqrt", use.in(0))))));

  private Functions() {}

  private static List<Operand> silu(Words words, Operand x) {
    return List.of(words.times(x, words.of(new Sigmoid(), x)));
  }

  /** Limits are of the operand's own element type. */
  private static List<String> clip(Clip op, Use use) {
    boolean exact = Use.holds(use.dtype(), op.low()) && Use.holds(use.dtype(), op.high());
    return use.same("Clip",
        List.of(use.in(0), use.number(use.dtype(), op.low()), use.number(use.dtype(), op.high())), none(), exact);
  }

  /** ONNX stretches slopes at the last axis. */
  private static List<String> prelu(PRelu op, Use use) {
    int behind = use.rank(0) - op.axis() - 1;
    String slope = use.in(1);
    if (behind > 0) {
      long[] axes = new long[behind];
      for (int i = 0; i < behind; i++) {
        axes[i] = i + 1L;
      }
      slope = use.add("Unsqueeze", slope, use.wholes(axes));
    }
    return List.of(use.add("PRelu", use.in(0), slope));
  }
}
