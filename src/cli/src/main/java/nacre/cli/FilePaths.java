package nacre.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import nacre.driver.Compiler;
import nacre.source.InputException;

/** The files that paths on a command line mean: a file is itself, a folder every file of a kind below it. */
final class FilePaths {
  private final String kind;
  private final Predicate<Path> belongs;

  private FilePaths(String kind, Predicate<Path> belongs) {
    this.kind = kind;
    this.belongs = belongs;
  }

  /**
   * Texts alone.
   *
   * @throws InputException if a path does not exist, or a folder has none
   */
  static List<Path> texts(List<Path> paths) throws IOException {
    return new FilePaths(".nacre file", FilePaths::isText).of(paths);
  }

  /**
   * Texts, and models that an importer reads.
   *
   * @throws InputException if a path does not exist, or a folder has none
   */
  static List<Path> models(List<Path> paths) throws IOException {
    return new FilePaths(".nacre file, nor a model of another framework,",
        file -> isText(file) || Compiler.imports(file)).of(paths);
  }

  private static boolean isText(Path file) {
    return file.toString().endsWith(".nacre");
  }

  private List<Path> of(List<Path> paths) throws IOException {
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

  private List<Path> below(Path folder) throws IOException {
    Path start = Files.isSymbolicLink(folder) ? folder.resolve(".") : folder; // a link itself is not walked
    try (Stream<Path> all = Files.walk(start)) {
      List<Path> found = all.map(file -> start.equals(folder) ? file : file.normalize())
          .filter(file -> belongs.test(file) && Files.isRegularFile(file)).sorted().toList();
      if (found.isEmpty()) {
        throw new InputException(folder + ": no " + kind + " in this folder");
      }
      return found;
    }
  }
}
