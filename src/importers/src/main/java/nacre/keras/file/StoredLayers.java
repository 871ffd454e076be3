package nacre.keras.file;

import java.util.List;
import java.util.Optional;
import nacre.importers.hdf5.Hdf5Group;
import nacre.source.InputException;

/** The arrays of a model in a file, by layer. */
public interface StoredLayers {
  /**
   * The arrays of a layer in the order in which Keras has them: trained ones first. None if the file has no such layer.
   *
   * @param layer one that must have arrays: older files name them so loosely that others could seem to have some
   * @param parts layers in it whose arrays are its own, in that order, as paths of Python's attributes: none for a plain
   *              layer, {@code cell} for a recurrent one, {@code forward_layer/cell} and {@code backward_layer/cell} for
   *              two of them. Older files do not tell them apart
   * @throws InputException if that part of the file is damaged
   */
  List<StoredArray> arrays(LayerPlace layer, List<String> parts);

  /** The arrays that no layer has asked for so far; what belongs to the optimizer is none. */
  List<StoredArray> untaken();

  /** The file, for messages. */
  String file();

  /** The arrays in a file that belongs to Keras, in whichever form. */
  static Optional<StoredLayers> in(Hdf5Group root) {
    Hdf5Group group = root.group("model_weights").orElse(root);
    return LegacyLayers.isThere(group) ? Optional.of(new LegacyLayers(group))
        : CurrentLayers.isThere(group) ? Optional.of(new CurrentLayers(group)) : Optional.empty();
  }
}
