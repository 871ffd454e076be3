package nacre.keras.file;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nacre.importers.InvalidModelException;
import nacre.importers.MappedFiles;
import nacre.importers.hdf5.Hdf5File;
import nacre.importers.hdf5.Hdf5Group;
import nacre.source.InputException;

/**
 * A model's file of any version of Keras: {@code .h5} and {@code .hdf5}, {@code .keras}, or {@code .json}. How it begins
 * counts, and its name only where that says nothing.
 */
public final class KerasFile {
  private enum Form {
    HDF5, ZIP, JSON
  }

  private static final ValueLayout.OfInt BIG_ENDIAN_INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final int HDF5_BEGIN = 0x89484446;
  private static final int ZIP_BEGIN = 0x504b0304;
  private static final int LONGEST_TEXT = 64 << 20;
  private static final List<String> WEIGHTS_ENDINGS = List.of(".h5", ".hdf5", ".weights.h5");

  private final Path file;
  private final MemorySegment bytes;

  private KerasFile(Path file) {
    this.file = file;
    this.bytes = MappedFiles.map(file);
  }

  /**
   * Reads a model's config, and what of its arrays is needed to list them.
   *
   * @param weights a file with arrays that count instead of the model's own; without it, those of a {@code .json} are in a
   *                file of that name beside it, if there is one
   * @throws InputException if a file is missing, damaged or no model
   */
  public static KerasContents read(Path file, Optional<Path> weights) {
    KerasContents contents = new KerasFile(file).contents();
    return weights.or(() -> contents.layers().isEmpty() ? beside(file) : Optional.empty())
        .map(path -> contents.with(path, new KerasFile(path).layers())).orElse(contents);
  }

  /**
   * The arrays of a file, whatever model they are of.
   *
   * @throws InputException if the file is missing, damaged or has none
   */
  static StoredLayers weights(Path file) {
    return new KerasFile(file).layers();
  }

  private Form form() {
    int begin = bytes.byteSize() < Integer.BYTES ? 0 : bytes.get(BIG_ENDIAN_INT, 0);
    return begin == HDF5_BEGIN || endsWith(".h5") || endsWith(".hdf5") ? Form.HDF5
        : begin == ZIP_BEGIN || endsWith(".keras") ? Form.ZIP : Form.JSON;
  }

  private boolean endsWith(String ending) {
    return name(file).endsWith(ending) && (bytes.byteSize() < 1 || bytes.get(ValueLayout.JAVA_BYTE, 0) != '{');
  }

  private KerasContents contents() {
    try {
      return switch (form()) {
        case HDF5 -> wholeModel(Hdf5File.of(file.toString(), bytes).root());
        case ZIP -> new KerasArchive(file, bytes).contents();
        case JSON -> described();
      };
    } catch (InvalidModelException e) {
      throw new InputException(file + ": " + e.text(), e.notes(), e);
    }
  }

  private StoredLayers layers() {
    try {
      Optional<StoredLayers> layers = switch (form()) {
        case HDF5 -> StoredLayers.in(Hdf5File.of(file.toString(), bytes).root());
        case ZIP -> new KerasArchive(file, bytes).layers();
        case JSON -> Optional.empty();
      };
      return layers.orElseThrow(() -> new InvalidModelException("there are no weights of Keras in it"));
    } catch (InvalidModelException e) {
      throw new InputException(file + ": " + e.text(), e.notes(), e);
    }
  }

  private KerasContents wholeModel(Hdf5Group root) {
    Optional<StoredLayers> layers = StoredLayers.in(root);
    String config = root.text("model_config").orElseThrow(() -> new InvalidModelException(layers.isPresent()
        ? "there are weights, but no model: give the model's .json, and these by --weights"
        : "this is no Keras model: there is no `model_config`"));
    ModelText text = ModelText.of(json("model_config", config));
    Optional<Config> training = text.training()
        .or(() -> root.text("training_config").map(written -> json("training_config", written).object()));
    return new KerasContents(name(file), text.version().or(() -> said(root, "keras_version")),
        text.backend().or(() -> said(root, "backend")), text.model(), training, layers, List.of(file));
  }

  private static Optional<String> said(Hdf5Group root, String attribute) {
    return root.text(attribute).or(() -> root.group("model_weights").flatMap(weights -> weights.text(attribute)));
  }

  private static JsonValue json(String attribute, String text) {
    try {
      return Json.parse(text);
    } catch (InvalidModelException e) {
      throw new InvalidModelException("`" + attribute + "`: " + e.text());
    }
  }

  private KerasContents described() {
    if (bytes.byteSize() > LONGEST_TEXT) {
      throw new InvalidModelException(
          "this is no Keras model: it is neither HDF5 nor a zip file, and too long for JSON");
    }
    ModelText model =
        ModelText.of(Json.parse(new String(bytes.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8)));
    return new KerasContents(name(file), model.version(), model.backend(), model.model(), model.training(),
        Optional.empty(), List.of(file));
  }

  /** Weights that have a description's name. */
  private static Optional<Path> beside(Path file) {
    String name = name(file);
    if (!name.endsWith(".json")) {
      return Optional.empty();
    }
    String stem = name.substring(0, name.length() - ".json".length());
    List<Path> found = WEIGHTS_ENDINGS.stream().map(ending -> file.resolveSibling(stem + ending))
        .filter(Files::isRegularFile).toList();
    if (found.size() > 1) {
      throw new InputException(file + ": beside it are " + name(found.get(0)) + " and " + name(found.get(1))
          + ": say by --weights which of them is meant");
    }
    return found.stream().findFirst();
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
