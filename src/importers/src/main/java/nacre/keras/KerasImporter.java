package nacre.keras;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import nacre.driver.ImportedModel;
import nacre.driver.ModelImporter;
import nacre.importers.InvalidModelException;
import nacre.keras.file.KerasContents;
import nacre.keras.file.KerasFile;
import nacre.source.InputException;
import nacre.syntax.resolve.ResolveOptions;

/** Reads models of Keras: {@code .h5}, {@code .hdf5}, {@code .keras} and {@code .json}. */
public final class KerasImporter implements ModelImporter {
  private static final List<String> ENDINGS = List.of(".h5", ".hdf5", ".keras", ".json");

  @Override
  public boolean reads(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  @Override
  public boolean recognizes(Path file) {
    return reads(file) && KerasSigns.in(file);
  }

  @Override
  public ImportedModel read(Path file, ResolveOptions options) {
    if (!options.set().isEmpty()) {
      throw new InputException(file + ": a Keras model has no parameters to set");
    }
    try {
      return imported(KerasFile.read(file, options.weights()), options);
    } catch (InvalidModelException e) {
      throw new InputException(file + ": " + e.text(), e.notes(), e);
    }
  }

  /**
   * A model that is in memory as a file would hold it.
   *
   * @throws InvalidModelException for a rule of Keras that it breaks
   */
  public static ImportedModel imported(KerasContents contents, ResolveOptions options) {
    return new ModelImport(contents, options.dims()).run();
  }
}
