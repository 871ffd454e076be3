package nacre.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which versions of ONNX changed which of its operators. */
public final class OperatorVersions {
  private static final String TABLE = "/nacre/standard/operators.txt";
  /** The newest version that the table knows. */
  private static final int NEWEST = 26;

  private static final Map<String, List<Integer>> CHANGES = changes();

  private OperatorVersions() {}

  /** Lines without an indent are an operator and its versions; a `-` marks one that took it away. */
  private static Map<String, List<Integer>> changes() {
    Map<String, List<Integer>> changes = new HashMap<>();
    text().lines().filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith(" ")).forEach(line -> {
      List<String> words = Arrays.asList(line.strip().split(" +"));
      changes.put(words.getFirst(),
          words.stream().skip(1).map(word -> Integer.valueOf(word.replace("-", ""))).toList());
    });
    return changes;
  }

  private static String text() {
    try (InputStream in = Objects.requireNonNull(OperatorVersions.class.getResourceAsStream(TABLE), TABLE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether an operator of ONNX's own domain is there in both versions, and no version between them changed it. Of operators
   * that ONNX does not have nothing is known, nor of versions yet to come.
   */
  public static boolean isSame(String operator, int one, int other) {
    int older = Math.min(one, other);
    int newer = Math.max(one, other);
    List<Integer> changes = CHANGES.getOrDefault(operator, List.of());
    boolean known = newer <= NEWEST && !changes.isEmpty() && changes.getFirst() <= older;
    return older == newer || known && changes.stream().noneMatch(change -> older < change && change <= newer);
  }
}
