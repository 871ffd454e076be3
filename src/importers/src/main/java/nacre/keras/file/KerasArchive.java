package nacre.keras.file;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nacre.importers.InvalidModelException;
import nacre.importers.hdf5.Hdf5File;

/** A {@code .keras} file: a zip file of a config, a few words about it, and arrays. Nothing of it is unpacked. */
final class KerasArchive {
  private static final String CONFIG = "config.json";
  private static final String METADATA = "metadata.json";
  private static final String WEIGHTS = "model.weights.h5";
  private static final int LONGEST_TEXT = 64 << 20;

  private final Path file;
  private final ZipEntries entries;

  KerasArchive(Path file, MemorySegment bytes) {
    this.file = file;
    this.entries = new ZipEntries(bytes);
  }

  KerasContents contents() {
    ModelText model = ModelText.of(json(CONFIG)
        .orElseThrow(() -> new InvalidModelException("this is no Keras model: there is no `" + CONFIG + "`")));
    Optional<String> version = json(METADATA).flatMap(metadata -> metadata.object().optionalText("keras_version"));
    return new KerasContents(String.valueOf(file.getFileName()), model.version().or(() -> version), model.backend(),
        model.model(), model.training(), layers(), List.of(file));
  }

  Optional<StoredLayers> layers() {
    return entries.has(WEIGHTS)
        ? StoredLayers.in(Hdf5File.of(file + "!/" + WEIGHTS, entries.read(WEIGHTS)).root()) : Optional.empty();
  }

  private Optional<JsonValue> json(String name) {
    if (!entries.has(name)) {
      return Optional.empty();
    }
    String text = entries.text(name, LONGEST_TEXT);
    try {
      return Optional.of(Json.parse(text));
    } catch (InvalidModelException e) {
      throw new InvalidModelException("`" + name + "`: " + e.text());
    }
  }
}
