package nacre.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Paths as URI references, RFC 3986: relative ones stay relative, so that a viewer finds them in its own checkout. */
final class ArtifactUri {
  private static final String PLAIN = "-._~/!$&'()*+,;=@";

  private ArtifactUri() {}

  static String of(String path) {
    return Path.of(path).isAbsolute() ? Path.of(path).toUri().toASCIIString() : relative(path.replace('\\', '/'));
  }

  private static String relative(String path) {
    StringBuilder uri = new StringBuilder();
    for (byte each : (path.startsWith("./") ? path.substring(2) : path).getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
      uri.append(plain ? Character.toString(c) : "%%%02X".formatted((int) c));
    }
    return uri.toString();
  }
}
