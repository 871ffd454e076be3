package nacre.keras.file;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nacre.importers.InvalidModelException;
import nacre.importers.MappedFiles;
import nacre.importers.hdf5.Hdf5File;
import nacre.importers.hdf5.Hdf5Group;
import nacre.source.InputException;

/** A model's file of any version of Keras: {@code .h5} and {@code .hdf5}, {@code .keras}, or {@code .json}. */
public final class KerasFile {
  private static final ValueLayout.OfInt BIG_ENDIAN_INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final int HDF5 = 0x89484446;
  private static final int ZIP = 0x504b0304;
  private static final int LONGEST_TEXT = 64 << 20;
  private static final List<String> WEIGHTS_ENDINGS = List.of(".h5", ".hdf5", ".weights.h5");

  private KerasFile() {}

  /**
   * Reads a model's config, and what of its arrays is needed to list them.
   *
   * @param weights a file with arrays that count instead of those of the model's own; for a {@code .json} without it, a
   *                file of that name beside it
   * @throws InputException if a file is missing, damaged or no model
   */
  public static KerasContents read(Path file, Optional<Path> weights) {
    MemorySegment bytes = MappedFiles.map(file);
    try {
      KerasContents contents = switch (kind(bytes)) {
        case HDF5 -> wholeModel(file, Hdf5File.of(file.toString(), bytes));
        case ZIP -> KerasArchive.read(file);
        default -> described(file, text(bytes), beside(file, weights));
      };
      return weights.map(path -> with(contents, path)).orElse(contents);
    } catch (InvalidModelException e) {
      throw new InputException(file + ": " + e.text(), e);
    }
  }

  private static int kind(MemorySegment bytes) {
    return bytes.byteSize() < 4 ? 0 : bytes.get(BIG_ENDIAN_INT, 0);
  }

  private static String text(MemorySegment bytes) {
    if (bytes.byteSize() > LONGEST_TEXT) {
      throw new InvalidModelException(
          "this is no Keras model: it is neither HDF5 nor a zip file, and too long for JSON");
    }
    return new String(bytes.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }

  private static KerasContents wholeModel(Path file, Hdf5File hdf5) {
    Hdf5Group root = hdf5.root();
    String config = root.text("model_config").orElseThrow(() -> new InvalidModelException(
        stored(root).isPresent() ? "there are weights, but no model: give them by --weights to the model's .json"
            : "this is no Keras model: there is no `model_config`"));
    ModelText text = ModelText.of(place("model_config", () -> Json.parse(config)));
    Optional<Config> training = text.training().or(() -> root.text("training_config")
        .map(written -> place("training_config", () -> Json.parse(written).object())));
    return new KerasContents(name(file), text.version().or(() -> version(root, "keras_version")),
        text.backend().or(() -> version(root, "backend")), text.model(), training, stored(root), List.of(file));
  }

  private static Optional<String> version(Hdf5Group root, String attribute) {
    return root.text(attribute)
        .or(() -> root.group("model_weights").flatMap(weights -> weights.text(attribute)));
  }

  private static <T> T place(String attribute, java.util.function.Supplier<T> read) {
    try {
      return read.get();
    } catch (InvalidModelException e) {
      throw new InvalidModelException("`" + attribute + "`: " + e.text());
    }
  }

  private static KerasContents described(Path file, String text, Optional<Path> weights) {
    ModelText model = ModelText.of(Json.parse(text));
    KerasContents contents = new KerasContents(name(file), model.version(), model.backend(), model.model(),
        model.training(), Optional.empty(), List.of(file));
    return weights.map(path -> with(contents, path)).orElse(contents);
  }

  /** What lies beside a description of that name, where nothing else is said. */
  private static Optional<Path> beside(Path file, Optional<Path> said) {
    if (said.isPresent()) {
      return Optional.empty();
    }
    String name = name(file);
    String stem = name.endsWith(".json") ? name.substring(0, name.length() - ".json".length()) : name;
    List<Path> found = WEIGHTS_ENDINGS.stream().map(ending -> file.resolveSibling(stem + ending))
        .filter(Files::isRegularFile).toList();
    if (found.size() > 1) {
      throw new InvalidModelException("beside it lie " + name(found.get(0)) + " and " + name(found.get(1))
          + ": say by --weights which of them is meant");
    }
    return found.stream().findFirst();
  }

  private static KerasContents with(KerasContents model, Path weights) {
    StoredLayers layers = layers(weights);
    List<Path> files = new ArrayList<>(model.files());
    files.add(weights);
    return new KerasContents(model.file(), model.version(), model.backend(), model.model(), model.training(),
        Optional.of(layers), files);
  }

  private static StoredLayers layers(Path file) {
    try {
      MemorySegment bytes = MappedFiles.map(file);
      if (kind(bytes) == ZIP) {
        return KerasArchive.read(file).layers()
            .orElseThrow(() -> new InvalidModelException("there are no weights of Keras in it"));
      }
      return stored(Hdf5File.of(file.toString(), bytes).root())
          .orElseThrow(() -> new InvalidModelException("there are no weights of Keras in it"));
    } catch (InvalidModelException e) {
      throw new InputException(file + ": " + e.text(), e);
    }
  }

  /** The arrays of a file, in whichever form. */
  static Optional<StoredLayers> stored(Hdf5Group root) {
    Hdf5Group group = root.group("model_weights").orElse(root);
    return LegacyLayers.isThere(group) ? Optional.of(new LegacyLayers(group))
        : CurrentLayers.isThere(group) ? Optional.of(new CurrentLayers(group)) : Optional.empty();
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
