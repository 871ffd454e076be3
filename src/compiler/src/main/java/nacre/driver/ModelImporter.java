package nacre.driver;

import java.nio.file.Path;
import java.util.List;
import nacre.source.InputException;
import nacre.syntax.resolve.ResolveOptions;

/**
 * Reads models of another framework. Implementations are services: a jar on the class path that names one in
 * {@code META-INF/services} makes every command read its files.
 */
public interface ModelImporter {
  /** Whether the name of a file is that of a model in this format. */
  boolean reads(Path file);

  /**
   * Whether a file of such a name, which a folder holds and nobody asked for, is meant as a model: a look at its beginning
   * where other files have such names too. One that is not is passed over.
   */
  default boolean recognizes(Path file) {
    return reads(file);
  }

  /**
   * Reads a model.
   *
   * @param options sizes for symbols of the inputs; what else they choose belongs to texts
   * @throws InputException if the file is damaged, breaks the rules of its format or reaches out of its folder; it says
   *         where
   */
  ImportedModel read(Path file, ResolveOptions options);

  /** Files beside a model that cannot be read, as far as it names some: one that comes, or changes, may mend it. */
  default List<Path> beside(Path file) {
    return List.of();
  }
}
