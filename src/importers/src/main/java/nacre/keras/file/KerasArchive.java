package nacre.keras.file;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import nacre.importers.InvalidModelException;
import nacre.importers.hdf5.Expansion;
import nacre.importers.hdf5.Hdf5File;
import nacre.source.InputException;

/** A {@code .keras} file: a zip file of a config, a few words about it, and arrays. Nothing of it is written anywhere. */
final class KerasArchive {
  private static final String CONFIG = "config.json";
  private static final String METADATA = "metadata.json";
  private static final String WEIGHTS = "model.weights.h5";
  private static final int MOST_ENTRIES = 10_000;
  private static final int LONGEST_TEXT = 64 << 20;

  private final Path file;
  private final ZipFile zip;
  private final Map<String, ZipEntry> entries = new HashMap<>();

  private KerasArchive(Path file, ZipFile zip) {
    this.file = file;
    this.zip = zip;
    if (zip.size() > MOST_ENTRIES) {
      throw new InvalidModelException("found " + zip.size() + " entries, required at most " + MOST_ENTRIES);
    }
    zip.stream().forEach(entry -> {
      if (entries.put(entry.getName(), entry) != null) {
        throw new InvalidModelException("two entries have the name `" + entry.getName() + "`");
      }
      requireInside(entry.getName());
    });
  }

  private static void requireInside(String name) {
    boolean outside = name.startsWith("/") || name.indexOf('\\') >= 0 || name.indexOf(':') >= 0
        || List.of(name.split("/")).contains("..");
    if (outside) {
      throw new InvalidModelException("the entry `" + name + "` leads out of the file");
    }
  }

  static KerasContents read(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return new KerasArchive(file, zip).contents();
    } catch (IOException e) {
      throw new InputException(file + ": this is a damaged zip file: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new InputException(file + ": this is a damaged zip file: names that are no text", e);
    }
  }

  private KerasContents contents() throws IOException {
    ModelText model = ModelText.of(json(CONFIG)
        .orElseThrow(() -> new InvalidModelException("this is no Keras model: there is no `" + CONFIG + "`")));
    Optional<Config> metadata = json(METADATA).map(JsonValue::object);
    Optional<StoredLayers> layers = Optional.empty();
    if (entries.containsKey(WEIGHTS)) {
      byte[] weights = bytes(WEIGHTS, Integer.MAX_VALUE - 8);
      layers = KerasFile.stored(Hdf5File.of(file + "!/" + WEIGHTS, MemorySegment.ofArray(weights)).root());
    }
    Optional<String> version = metadata.flatMap(said -> said.optionalText("keras_version"));
    return new KerasContents(String.valueOf(file.getFileName()), model.version().or(() -> version), model.backend(),
        model.model(), model.training(), layers, List.of(file));
  }

  private Optional<JsonValue> json(String name) throws IOException {
    if (!entries.containsKey(name)) {
      return Optional.empty();
    }
    String text = new String(bytes(name, LONGEST_TEXT), StandardCharsets.UTF_8);
    try {
      return Optional.of(Json.parse(text));
    } catch (InvalidModelException e) {
      throw new InvalidModelException("`" + name + "`: " + e.text());
    }
  }

  private byte[] bytes(String name, int most) throws IOException {
    ZipEntry entry = entries.get(name);
    long size = entry.getSize();
    if (size < 0 || size > most) {
      throw new InvalidModelException("`" + name + "`: found " + size + " bytes, required at most " + most);
    }
    try {
      Expansion.require(entry.getCompressedSize(), size);
    } catch (InvalidModelException e) {
      throw new InvalidModelException("`" + name + "`: " + e.text());
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes((int) size);
      if (bytes.length != size || in.read() >= 0) {
        throw new InvalidModelException("`" + name + "`: found another size than the " + size + " bytes that are said");
      }
      return bytes;
    }
  }
}
