package nacre.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import nacre.importers.hdf5.Hdf5File;
import nacre.importers.hdf5.Walk;
import nacre.keras.KerasImporter;
import nacre.syntax.resolve.ResolveOptions;

/** A folder with a file of Keras in it. */
final class KerasWorkplace {
  private final Folder folder = Folder.fresh();
  private final Path file;

  KerasWorkplace(String name) {
    this.file = folder.file(name);
  }

  /** Imports a model with all its weights. */
  void model(byte[] bytes) {
    folder.write(file, bytes);
    folder.soon(() -> Sound.require(new KerasImporter().read(file, ResolveOptions.none())));
  }

  /** Reads an HDF5 file, whatever it is of. */
  void hdf5(byte[] bytes) {
    folder.write(file, bytes);
    folder.soon(() -> {
      Hdf5File opened = Hdf5File.open(file);
      opened.root().texts("layer_names");
      opened.root().texts("model_config");
      assertThat(Walk.all(opened)).isNotNull();
    });
  }
}
