package nacre.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads texts in UTF-8, with or without a byte order mark. Whatever is wrong with a file is reported, not thrown. */
public final class SourceReader {
  /** The most bytes that a text may have. */
  public static final int MAX_BYTES = 8 << 20;

  /** The {@link Diagnostic#id} of everything reported here. */
  public static final String ID = "file";

  private SourceReader() {}

  /** The text of a file, named by its path as given; empty when an error was reported. */
  public static Optional<Source> read(Path path, Reporter reporter) {
    return read(path, path.toString(), MAX_BYTES, reporter);
  }

  /**
   * The same under another name.
   *
   * @param most the most bytes that it may have
   */
  public static Optional<Source> read(Path path, String name, int most, Reporter reporter) {
    if (Files.isDirectory(path)) {
      return fail(reporter, "`%s` is a folder, required is a file".formatted(name));
    }
    try (InputStream in = Files.newInputStream(path)) {
      return decode(name, in.readNBytes(most + 1), most, reporter);
    } catch (NoSuchFileException e) {
      return fail(reporter, "no file `%s`".formatted(name));
    } catch (AccessDeniedException e) {
      return fail(reporter, "`%s` may not be read: permission denied".formatted(name));
    } catch (IOException e) {
      return fail(reporter, "`%s` cannot be read: %s".formatted(name, e.getMessage()));
    }
  }

  /** The text that {@code bytes} encode; empty when an error was reported. */
  public static Optional<Source> decode(String name, byte[] bytes, Reporter reporter) {
    return decode(name, bytes, MAX_BYTES, reporter);
  }

  private static Optional<Source> decode(String name, byte[] bytes, int most, Reporter reporter) {
    if (bytes.length > most) {
      return fail(reporter, "`%s` has more than %d MiB, the most a text may have".formatted(name, most >> 20));
    }
    boolean marked = bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    ByteBuffer in = ByteBuffer.wrap(bytes, marked ? 3 : 0, bytes.length - (marked ? 3 : 0));
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
        .decode(in, out, true);
    Source source = Source.of(name, out.flip().toString());
    if (result.isError()) {
      String message = "found the byte 0x%02X, which is not UTF-8; save the file as UTF-8".formatted(in.get());
      reporter.report(Diagnostic.error(ID, source.span(out.length(), out.length()), message));
      return Optional.empty();
    }
    int nul = source.text().indexOf('\0');
    if (nul >= 0) {
      reporter.report(Diagnostic.error(ID, source.span(nul, nul), "found a NUL character; this is not a text"));
      return Optional.empty();
    }
    return Optional.of(source);
  }

  private static Optional<Source> fail(Reporter reporter, String message) {
    reporter.report(Diagnostic.error(ID, message));
    return Optional.empty();
  }
}
