package nacre.keras.file;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import nacre.ir.TensorType;
import nacre.source.InputException;
import nacre.weights.StoredTensor;
import nacre.weights.WeightFile;
import nacre.weights.WeightFileReader;

/** Files of Keras as the weight files of texts: {@code .h5} of all versions and {@code .keras}, their arrays by name. */
public final class KerasWeights implements WeightFileReader {
  private static final long HDF5 = 0x894844460D0A1A0AL;

  /** The arrays of a file; its memory is let go of when nobody has them any more. */
  private record Arrays(String origin, SequencedMap<String, StoredTensor> tensors) implements WeightFile {
    @Override
    public void close() {}
  }

  @Override
  public boolean reads(Path file, ByteBuffer start) {
    return start.remaining() >= Long.BYTES && start.getLong(0) == HDF5
        || String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".keras");
  }

  @Override
  public WeightFile open(Path file) {
    SequencedMap<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (StoredArray array : KerasFile.weights(file).untaken()) {
      long[] shape = array.shape().stream().mapToLong(extent -> extent).toArray();
      StoredTensor tensor = StoredTensor.of(array.name(), TensorType.of(array.dtype(), shape), array.contents());
      if (tensors.put(array.name(), tensor) != null) {
        throw new InputException(file + ": found two arrays named `" + array.name() + "`");
      }
    }
    return new Arrays(file.toString(), Collections.unmodifiableSequencedMap(tensors));
  }
}
