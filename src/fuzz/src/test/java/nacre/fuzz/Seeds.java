package nacre.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nacre.onnx.Models;

/** Inputs to begin with: those of the project's own tests and examples. */
final class Seeds {
  private static final Pattern MODEL = Pattern.compile("(?s)\\[model]\n(.*?)(?:\n\\[|\\z)");

  private Seeds() {}

  /** Models that the importer's tests import, as files hold them. */
  static List<byte[]> models() {
    return cases("onnx").map(Models::of).toList();
  }

  /** Models that the tests of an importer import, as texts. */
  static Stream<String> cases(String importer) {
    return files("src/importers/src/test/resources/nacre/" + importer, ".txt").map(Seeds::text).map(MODEL::matcher)
        .filter(Matcher::find).map(found -> found.group(1));
  }

  /** Texts of a folder whose names end so, in order. */
  static List<String> texts(String folder, String ending) {
    return files(folder, ending).map(Seeds::text).toList();
  }

  /** Files below a folder of the project. */
  static Stream<Path> files(String folder, String ending) {
    try (Stream<Path> all = Files.walk(root().resolve(folder))) {
      return all.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The checkout, wherever in it this process was started. */
  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("src/importers"))) {
      folder = folder.resolve("..").normalize();
    }
    return folder;
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
