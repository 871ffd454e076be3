package nacre.maven;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import nacre.front.Request;
import org.codehaus.plexus.util.DirectoryScanner;

/**
 * The models of a project.
 *
 * @param base   the project's folder
 * @param source the folder of models
 */
record ModelFiles(Path base, Path source, List<String> includes, List<String> excludes) {
  /**
   * Each model file, by path. The package of its classes is the given one and the folders from the source directory on, as
   * for Java.
   */
  List<Request.Unit> units(String packageName) {
    if (!Files.isDirectory(source)) {
      return List.of();
    }
    DirectoryScanner scanner = new DirectoryScanner();
    scanner.setBasedir(source.toFile());
    scanner.setIncludes(includes.toArray(String[]::new));
    scanner.setExcludes(excludes.toArray(String[]::new));
    scanner.addDefaultExcludes();
    scanner.scan();
    return Arrays.stream(scanner.getIncludedFiles()).sorted().filter(file -> ModelSigns.in(source.resolve(file)))
        .map(file -> new Request.Unit(path(source.resolve(file)), packageOf(packageName, Path.of(file)))).toList();
  }

  /** Relative to the project where it can be, so that reports do not depend on where the project is. */
  private String path(Path file) {
    Path path = file.startsWith(base) ? base.relativize(file) : file;
    return path.toString().replace(File.separatorChar, '/');
  }

  private static String packageOf(String packageName, Path file) {
    Path folder = file.getParent();
    String below = folder == null
        ? ""
        : StreamSupport.stream(folder.spliterator(), false).map(Path::toString).collect(Collectors.joining("."));
    return packageName.isEmpty() || below.isEmpty() ? packageName + below : packageName + "." + below;
  }
}
