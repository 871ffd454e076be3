package nacre.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import nacre.importers.hdf5.Hdf5File;
import nacre.importers.hdf5.Walk;
import nacre.keras.file.KerasContents;
import nacre.keras.file.KerasFile;
import nacre.source.InputException;

/** A folder with a file of Keras in it. What comes of the file is all that it says, or a message that names it, soon. */
final class KerasWorkplace {
  /** Instrumented code is some times slower; without it this is a second. */
  private static final Duration SOON = Duration.ofSeconds(5);

  private final Path file;

  KerasWorkplace(String name) {
    try {
      this.file = Files.createTempDirectory("nacre-fuzz").resolve(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a model with all its weights. */
  void model(byte[] bytes) {
    soon(bytes, () -> {
      KerasContents contents = KerasFile.read(file, Optional.empty());
      assertThat(contents.model().value("class_name")).isNotNull();
      contents.layers().ifPresent(layers -> layers.untaken()
          .forEach(array -> assertThat(array.contents().get().shape()).hasSize(array.shape().size())));
    });
  }

  /** Reads an HDF5 file, whatever it is of. */
  void hdf5(byte[] bytes) {
    soon(bytes, () -> {
      Hdf5File opened = Hdf5File.open(file);
      opened.root().texts("layer_names");
      opened.root().texts("model_config");
      assertThat(Walk.all(opened)).isNotNull();
    });
  }

  private void soon(byte[] bytes, Runnable read) {
    write(bytes);
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    try {
      read.run();
    } catch (InputException e) {
      assertThat(e.text()).contains(file.toString());
    }
    long after = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    assertThat(Duration.ofNanos(after - before)).as("time to read").isLessThan(SOON);
  }

  /** A new file each time: what is mapped of the old one must not change. */
  private void write(byte[] bytes) {
    try {
      Files.deleteIfExists(file);
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
