package nacre.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import nacre.source.Diagnostic;

/**
 * What a finding is known by from one run to the next: its file, rule, message, the text of its line, and how many equal
 * ones come before it in the file. Where the line is, is no part of it.
 */
final class Fingerprint {
  /** In hexadecimal digits. */
  static final int LENGTH = 32;

  private Fingerprint() {}

  /**
   * Those of all that is said of a file, in its order.
   *
   * @param uri the file's, relative to what shall not count
   */
  static List<String> of(String uri, Reported file) {
    Map<String, Integer> occurrences = new HashMap<>();
    List<String> all = new ArrayList<>();
    for (Diagnostic diagnostic : file.diagnostics()) {
      String line = diagnostic.span().map(span -> file.line(span.file(), span.line())).orElse("");
      String key = String.join("\n", diagnostic.id(), uri, diagnostic.message(), line);
      int before = occurrences.merge(key, 1, Integer::sum) - 1;
      all.add(digest(key + "\n" + before));
    }
    return all;
  }

  private static String digest(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, LENGTH / 2);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
