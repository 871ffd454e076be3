package nacre.onnx;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nacre.ir.op.OpSpec;
import nacre.ir.op.Ops;

/** What a node without a name is called: its operator, in small letters. */
public final class OperatorWords {
  private static final Pattern WORD =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])(?!(?<=Mat)Mul)|(?<=[A-Z])(?=[A-Z][a-z])(?<!Q(?=Linear))");

  /** What Nacre calls its ops, by that without `_`. */
  private static final Map<String, String> OWN = Ops.all().stream().map(OpSpec::name)
      .collect(Collectors.toUnmodifiableMap(name -> name.replace("_", ""), name -> name, (first, _) -> first));

  private OperatorWords() {}

  /** {@code GlobalAveragePool} becomes {@code global_average_pool}, {@code IsNaN} what Nacre calls it, {@code is_nan}. */
  public static String of(String operator) {
    String own = OWN.get(operator.toLowerCase(Locale.ROOT));
    return own != null ? own : WORD.matcher(operator).replaceAll("_").toLowerCase(Locale.ROOT);
  }
}
