package nacre.onnx;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import nacre.onnx.ops.Operators;

/** All operators that Nacre knows. */
public final class KnownOperators {
  private static final Map<String, Operator> ALL = named();

  private KnownOperators() {}

  private static Map<String, Operator> named() {
    Map<String, Operator> named = new TreeMap<>();
    Stream.of(Loops.ALL, Sequences.ALL, Operators.all()).flatMap(List::stream).forEach(operator -> {
      if (named.put(operator.name(), operator) != null) {
        throw new IllegalStateException("`" + operator.name() + "` is there twice");
      }
    });
    return named;
  }

  /** @param domain empty for ONNX's own */
  public static Optional<Operator> find(String domain, String operator) {
    return domain.isEmpty() ? Optional.ofNullable(ALL.get(operator)) : Optional.empty();
  }

  /** By name. */
  public static List<Operator> all() {
    return List.copyOf(ALL.values());
  }
}
