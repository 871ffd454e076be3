package nacre.syntax.resolve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import nacre.source.Source;

/** The blocks that come with the language: {@code use std.residual}. */
public final class StandardLibrary {
  /** The last parts of the libraries' names. */
  public static final List<String> NAMES = List.of("attention", "inception", "mobile", "residual");

  private static final String FOLDER = "std/";

  private StandardLibrary() {}

  /** Whether a text is one of the libraries. */
  static boolean isPart(Source source) {
    return source.name().startsWith(FOLDER)
        && NAMES.contains(source.name().substring(FOLDER.length()).replace(".nacre", ""));
  }

  /** The text of {@code std.name}; empty if there is no such library. */
  public static Optional<Source> text(String name) {
    if (!NAMES.contains(name)) {
      return Optional.empty();
    }
    String file = name + ".nacre";
    try (InputStream in = StandardLibrary.class.getResourceAsStream("/nacre/std/" + file)) {
      if (in == null) {
        throw new IllegalStateException("the library `std." + name + "` is missing from this build");
      }
      return Optional.of(Source.of(FOLDER + file, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
