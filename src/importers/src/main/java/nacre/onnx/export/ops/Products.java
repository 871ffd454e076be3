package nacre.onnx.export.ops;

import static nacre.onnx.export.Settings.none;
import static nacre.onnx.export.ops.Spellings.entry;

import java.util.List;
import java.util.Map;
import nacre.ir.op.Dense;
import nacre.ir.op.Einsum;
import nacre.ir.op.Op;
import nacre.onnx.export.Spelling;
import nacre.onnx.export.Use;

/** Matrix products. */
final class Products {
  static final Map<Class<? extends Op>, Spelling<Op>> ALL = Map.ofEntries(
      entry(Dense.class, (_, use) -> dense(use)),
      entry(Einsum.class, (op, use) -> use.same("Einsum", use.all(), none().word("equation", op.equation()),
          !op.equation().contains(" "))));

  private Products() {}

  /** {@code x * weight' + bias}: a matrix is multiplied as a whole, more axes are those of a batch. */
  private static List<String> dense(Use use) {
    if (use.rank(0) == 2) {
      return use.same("Gemm", use.all(), none().flag("transB", true), use.operands() == 3);
    }
    String turned = use.add("Transpose", List.of(use.in(1)), none().wholes("perm", List.of(1, 0)));
    String product = use.add("MatMul", use.in(0), turned);
    return List.of(use.has(2) ? use.add("Add", product, use.in(2)) : product);
  }
}
