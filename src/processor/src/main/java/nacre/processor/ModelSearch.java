package nacre.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.lang.model.util.Elements;
import javax.tools.StandardLocation;

/**
 * Finds model files.
 *
 * @param folder          that relative paths of options mean
 * @param sourceDirectory where models are, if it is said
 */
record ModelSearch(Elements elements, Filer filer, Path folder, Optional<Path> sourceDirectory) {
  private static final Path DEFAULT = Path.of("src", "main", "nacre");

  /** Asked last: Gradle compiles everything anew where a processor has asked for one of them. */
  private static final List<StandardLocation> LOCATIONS =
      List.of(StandardLocation.SOURCE_PATH, StandardLocation.CLASS_PATH, StandardLocation.CLASS_OUTPUT);

  /** @throws RefusedException if there is none; it says where one was looked for */
  Path find(Wanted wanted) throws RefusedException {
    Set<Path> places = places(wanted);
    for (Path place : places) {
      if (Files.isRegularFile(place)) {
        return place;
      }
    }
    for (StandardLocation location : LOCATIONS) {
      Optional<Path> resource = resource(location, wanted);
      if (resource.isPresent()) {
        return resource.get();
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("found no model file `" + wanted.file() + "`; it was looked for as");
    places.forEach(place -> lines.add("  " + ShownPath.of(folder, place)));
    lines.add("  a resource of the package on the source path, the class path and in the class output");
    lines.add(Option.SOURCE_DIRECTORY.flag() + "=DIR says where models are");
    throw new RefusedException(String.join("\n", lines));
  }

  private Set<Path> places(Wanted wanted) throws RefusedException {
    Optional<Path> source = FilesOnDisk.source(elements, wanted.element()).map(Path::toAbsolutePath);
    Path packages = Path.of(wanted.elementPackage().replace('.', '/'));
    try {
      Set<Path> places = new LinkedHashSet<>();
      source.ifPresent(file -> places.add(file.resolveSibling(wanted.file()).normalize()));
      for (Path models : modelFolders(source, packages)) {
        places.add(models.resolve(packages).resolve(wanted.file()).normalize());
        places.add(models.resolve(wanted.file()).normalize());
      }
      return places;
    } catch (InvalidPathException e) {
      throw new RefusedException("`" + wanted.file() + "` is no path", e);
    }
  }

  private List<Path> modelFolders(Optional<Path> source, Path packages) {
    if (sourceDirectory.isPresent()) {
      return List.of(folder.resolve(sourceDirectory.get()));
    }
    List<Path> folders = new ArrayList<>();
    source.flatMap(file -> root(file, packages)).ifPresent(root -> folders.add(root.resolveSibling("nacre")));
    folders.add(folder.resolve(DEFAULT));
    return folders;
  }

  /** The folder of a source without those of its package, if it lies as Java's usually do. */
  private static Optional<Path> root(Path source, Path packages) {
    Optional<Path> root = Optional.ofNullable(source.getParent());
    if (packages.toString().isEmpty()) {
      return root;
    }
    for (int i = packages.getNameCount() - 1; i >= 0; i--) {
      Path name = packages.getName(i);
      root = root.filter(path -> path.endsWith(name)).map(Path::getParent);
    }
    return root;
  }

  private Optional<Path> resource(StandardLocation location, Wanted wanted) {
    try {
      return FilesOnDisk.of(filer.getResource(location, wanted.elementPackage(), wanted.file()))
          .filter(Files::isRegularFile);
    } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
      // There is no such resource, no such name of resources, or no such location in this compiler.
      return Optional.empty();
    }
  }
}
