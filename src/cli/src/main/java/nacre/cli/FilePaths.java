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

/**
 * The files that paths on a command line mean: a file is itself, a folder every file of a kind below it.
 *
 * @param files      to work on
 * @param passedOver files in folders that have the name of a model but are none
 */
record FilePaths(List<Path> files, List<Path> passedOver) {
  FilePaths {
    files = List.copyOf(files);
    passedOver = List.copyOf(passedOver);
  }

  /**
   * Texts alone.
   *
   * @throws InputException if a path does not exist, or a folder has none
   */
  static List<Path> texts(List<Path> paths) throws IOException {
    return new Walk(".nacre file", FilePaths::isText, _ -> true).of(paths).files();
  }

  /**
   * Texts, and models that an importer reads. In a folder, a look into a file tells a model from others of such a name.
   *
   * @throws InputException if a path does not exist, or a folder has none
   */
  static FilePaths models(List<Path> paths) throws IOException {
    return new Walk(".nacre file, nor a model of another framework,", file -> isText(file) || Compiler.imports(file),
        file -> isText(file) || Compiler.recognizes(file)).of(paths);
  }

  private static boolean isText(Path file) {
    return file.toString().endsWith(".nacre");
  }

  /**
   * How folders are searched.
   *
   * @param kind    what to say if one has nothing
   * @param named   which names belong to files of that kind
   * @param belongs whether a file of such a name is of that kind
   */
  private record Walk(String kind, Predicate<Path> named, Predicate<Path> belongs) {
    FilePaths of(List<Path> paths) throws IOException {
      List<Path> files = new ArrayList<>();
      List<Path> passedOver = new ArrayList<>();
      for (Path path : paths) {
        if (Files.isDirectory(path)) {
          below(path).forEach(file -> (belongs.test(file) ? files : passedOver).add(file));
        } else if (Files.exists(path)) {
          files.add(path);
        } else {
          throw new InputException(path + ": no such file or folder");
        }
      }
      return new FilePaths(files, passedOver);
    }

    private List<Path> below(Path folder) throws IOException {
      Path start = Files.isSymbolicLink(folder) ? folder.resolve(".") : folder; // a link itself is not walked
      try (Stream<Path> all = Files.walk(start)) {
        List<Path> found = all.map(file -> start.equals(folder) ? file : file.normalize())
            .filter(file -> named.test(file) && Files.isRegularFile(file)).sorted().toList();
        if (found.stream().noneMatch(belongs)) {
          throw new InputException(folder + ": no " + kind + " in this folder");
        }
        return found;
      }
    }
  }
}
