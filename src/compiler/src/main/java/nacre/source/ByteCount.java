package nacre.source;

import java.util.Locale;

/** Sizes of memory and files as people read them. */
public final class ByteCount {
  private ByteCount() {}

  /** For instance {@code 12 B}, {@code 65.9 kB}, {@code 8.6 MB} or {@code 1.2 GB}; a kB is 1000 bytes. */
  public static String text(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    if (bytes < 1_000_000) {
      return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
    }
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
