package nacre.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Paths as URI references, RFC 3986. Relative ones stay relative, so that a viewer finds them in its own checkout; but one
 * that leads out of the current folder is no place in a checkout, and becomes absolute.
 */
final class ArtifactUri {
  private static final String PLAIN = "-._~/!$&'()*+,;=@";

  private ArtifactUri() {}

  static String of(String path) {
    Path normal = Path.of(path).normalize();
    return isRelative(path) ? relative(normal.toString().replace('\\', '/')) : normal.toUri().toASCIIString();
  }

  /** Whether the URI of a path is relative. */
  static boolean isRelative(String path) {
    Path normal = Path.of(path).normalize();
    return !normal.isAbsolute() && !normal.startsWith("..");
  }

  /** A path with {@code /} between names, as a URI relative to where the path starts. */
  static String relative(String path) {
    StringBuilder uri = new StringBuilder();
    for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
      uri.append(plain ? Character.toString(c) : "%%%02X".formatted((int) c));
    }
    return uri.toString();
  }
}
