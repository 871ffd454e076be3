package nacre.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The files below a folder. Links are not followed. */
record Found(NavigableSet<Path> files) {
  static Found below(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return new Found(all.filter(Files::isRegularFile)
          .collect(TreeSet::new, TreeSet::add, TreeSet::addAll));
    }
  }

  boolean has(Path file) {
    return files.contains(file);
  }

  /** A file's name without what {@code ending} says it ends with. */
  static String stem(Path file, String ending) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.length() - ending.length());
  }

  /** The files {@code input_0.pb}, {@code input_1.pb} and so on of a folder. */
  List<Path> numbered(Path folder, String prefix) {
    return Stream.iterate(0, i -> i + 1).map(i -> folder.resolve(prefix + i + ".pb")).takeWhile(this::has).toList();
  }
}
