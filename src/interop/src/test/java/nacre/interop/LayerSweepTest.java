package nacre.interop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Products, recurrent layers and attention in drawn settings against ONNX Runtime.
 * {@code -Dnacre.sweep=20} tries twenty times as many.
 */
class LayerSweepTest {
  @TempDir
  Path folder = Path.of("");

  static Stream<Kind> kinds() {
    return Stream.of(Kind.of("Gemm", 13, LayerSweepTest::gemm),
        Kind.of("MatMul", 13, LayerSweepTest::matmul),
        Kind.of("LSTM", 14, settings -> recurrent(settings, "LSTM", 4)),
        Kind.of("GRU", 14, settings -> recurrent(settings, "GRU", 3)),
        Kind.of("RNN", 14, settings -> recurrent(settings, "RNN", 1)),
        Kind.of("Attention", 23, LayerSweepTest::attention));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  @DisplayName("what ONNX Runtime computes is computed here, and the same, by the reference and by emitted code")
  void agrees(Kind kind, TestReporter reporter) {
    reporter.publishEntry(kind.assertAgrees(folder));
  }

  private static Probe gemm(Settings settings) {
    int rows = settings.from(1, 5);
    int inner = settings.from(1, 9);
    int columns = settings.from(1, 7);
    int turnA = settings.from(0, 1);
    int turnB = settings.from(0, 1);
    String b = turnB == 0 ? matrix(inner, columns) : matrix(columns, inner);
    String c = settings.one("-", "f32[] 0.5", Probe.type(List.of(columns)), matrix(1, columns), matrix(rows, 1),
        matrix(rows, columns));
    return new Probe("Gemm", turnA == 0 ? List.of(rows, inner) : List.of(inner, rows), List.of(b, c), "transA=" + turnA
        + " transB=" + turnB + settings.one("", " alpha=0.5") + settings.one("", " beta=0.25", " beta=0.0"));
  }

  private static String matrix(int rows, int columns) {
    return Probe.type(List.of(rows, columns));
  }

  private static Probe matmul(Settings settings) {
    int inner = settings.from(1, 9);
    List<Integer> left = new ArrayList<>(settings.one(List.of(), List.of(3), List.of(2, 3), List.of(1, 3)));
    left.addAll(List.of(settings.from(1, 4), inner));
    List<Integer> right = new ArrayList<>(settings.one(List.of(), List.of(3), List.of(2, 1), List.of(1)));
    right.addAll(List.of(inner, settings.from(1, 5)));
    boolean vector = settings.one(false, false, true);
    return new Probe("MatMul", left, List.of(Probe.type(vector ? List.of(inner) : right)), "");
  }

  private static Probe recurrent(Settings settings, String operator, int gates) {
    String direction = settings.one("forward", "reverse", "bidirectional");
    int ways = direction.equals("bidirectional") ? 2 : 1;
    int units = settings.from(1, 5);
    int batch = settings.from(1, 3);
    List<Integer> input = List.of(settings.from(1, 5), batch, settings.from(1, 4));
    List<String> stored = new ArrayList<>(List.of(Probe.type(List.of(ways, gates * units, input.get(2))),
        Probe.type(List.of(ways, gates * units, units)),
        settings.one("-", Probe.type(List.of(ways, 2 * gates * units)))));
    String state = Probe.type(List.of(ways, batch, units));
    if (settings.one(true, false)) {
      stored.addAll(operator.equals("LSTM") ? List.of("-", state, state) : List.of("-", state));
    }
    String more = switch (operator) {
      case "GRU" -> settings.one("", " linear_before_reset=1");
      case "RNN" -> settings.one("", " activations=" + (ways == 2 ? "[\"Relu\",\"Relu\"]" : "[\"Relu\"]"));
      default -> "";
    };
    return new Probe(operator, input, stored, "hidden_size=" + units + " direction=\"" + direction + "\"" + more);
  }

  private static Probe attention(Settings settings) {
    int shared = settings.from(1, 2);
    int heads = settings.from(1, 2);
    int keys = settings.from(1, 6);
    int features = settings.from(1, 5);
    int rows = settings.from(1, 5);
    List<Integer> query = List.of(2, heads * shared, rows, features);
    String key = Probe.type(List.of(2, heads, keys, features));
    String value = Probe.type(List.of(2, heads, keys, settings.from(1, 4)));
    String mask = settings.one("-", matrix(rows, keys), Probe.type(List.of(1, 1, rows, keys)));
    return new Probe("Attention", query, List.of(key, value, mask), settings.one("", "scale=0.5")
        + settings.one("", " softcap=2.0") + settings.one("", " is_causal=1"));
  }
}
