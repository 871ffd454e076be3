package nacre.weights;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.SequencedMap;
import nacre.source.InputException;

/** The tensors of a weight file by name. Only what they are is known at once; contents are read when they are asked for. */
public interface WeightFile extends AutoCloseable {
  /** How messages call this file. */
  String origin();

  /** All tensors by the names that the file gives them, in its order. */
  SequencedMap<String, StoredTensor> tensors();

  /** The tensor of this name. */
  default Optional<StoredTensor> tensor(String name) {
    return Optional.ofNullable(tensors().get(name));
  }

  /**
   * Writes tensors in the format of this file, which may be the one that is replaced.
   *
   * @throws InputException if Nacre reads the format but does not write it
   */
  default void write(Path to, Collection<StoredTensor> contents) throws IOException {
    throw new InputException(origin() + ": files of this format are read, but not written; save the weights as "
        + ".safetensors or .npz");
  }

  /** Lets go of the file; contents are no longer readable. */
  @Override
  void close();
}
