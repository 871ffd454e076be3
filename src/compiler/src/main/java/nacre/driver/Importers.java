package nacre.driver;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The importers on the class path. */
final class Importers {
  private static final List<ModelImporter> ALL =
      ServiceLoader.load(ModelImporter.class, ModelImporter.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get).toList();

  private Importers() {}

  /** The one that reads a file, by its name; empty for a text. */
  static Optional<ModelImporter> of(Path file) {
    return ALL.stream().filter(importer -> importer.reads(file)).findFirst();
  }
}
