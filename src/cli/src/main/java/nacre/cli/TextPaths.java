package nacre.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import nacre.source.InputException;

/** The texts that paths on a command line mean: a file is itself, a folder every {@code .nacre} file below it. */
final class TextPaths {
  private TextPaths() {}

  /** @throws InputException if a path does not exist, or a folder has no text */
  static List<Path> of(List<Path> paths) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        files.addAll(below(path));
      } else if (Files.exists(path)) {
        files.add(path);
      } else {
        throw new InputException(path + ": no such file or folder");
      }
    }
    return files;
  }

  private static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> texts =
          all.filter(file -> file.toString().endsWith(".nacre") && Files.isRegularFile(file)).sorted().toList();
      if (texts.isEmpty()) {
        throw new InputException(folder + ": no .nacre file in this folder");
      }
      return texts;
    }
  }
}
