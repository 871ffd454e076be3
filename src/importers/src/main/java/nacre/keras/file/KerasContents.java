package nacre.keras.file;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What files say of a model.
 *
 * @param file     the last part of the model's file name
 * @param version  of the Keras that wrote it; files of Keras 1 may not say it
 * @param backend  that ran that Keras
 * @param model    the model's config, with {@code class_name} and {@code config}
 * @param training how it was trained
 * @param layers   arrays, where there are any
 * @param files    that were read, the model's first
 */
public record KerasContents(String file, Optional<String> version, Optional<String> backend, Config model,
    Optional<Config> training, Optional<StoredLayers> layers, List<Path> files) {
  public KerasContents {
    files = List.copyOf(files);
  }

  /** The same with the arrays of another file. */
  KerasContents with(Path weights, StoredLayers arrays) {
    return new KerasContents(file, version, backend, model, training, Optional.of(arrays),
        List.of(files.getFirst(), weights));
  }
}
