package nacre.syntax.resolve;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import nacre.ir.DType;
import nacre.source.Nearest;
import nacre.syntax.Syntax;

/** The names of element types. */
final class ElementTypes {
  private static final List<String> NAMES = Arrays.stream(DType.values()).map(DType::text).toList();
  private static final Map<String, String> ELSEWHERE =
      Map.of("float32", "f32", "float", "f32", "float16", "f16", "half",
          "f16", "bfloat16", "bf16", "float64", "f64", "double", "f64", "int64", "i64", "int32", "i32", "uint8", "u8");

  private ElementTypes() {}

  /** @throws Failure if there is none of that name */
  static DType read(Syntax.Name name) {
    return DType.named(name.text()).orElseThrow(() -> unknown(name));
  }

  static Failure unknown(Syntax.Name name) {
    String known = ELSEWHERE.get(name.text());
    String hint = known == null ? Nearest.hint(name.text(), NAMES) : "; did you mean `" + known + "`?";
    return Failure.of(ErrorKind.UNKNOWN_NAME, name.span(),
        "found the element type `" + name.text() + "`, required one of " + String.join(", ", NAMES) + hint);
  }
}
