package nacre.importers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The first bytes of files, by which those of one format are told from others of the same name. */
public final class Beginning {
  private static final int BYTES = 1 << 16;

  private Beginning() {}

  /** As Latin-1, so that every byte is one character; empty for a file that cannot be read. */
  public static String of(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(BYTES), StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      return "";
    }
  }
}
