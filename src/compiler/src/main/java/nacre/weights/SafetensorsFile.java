package nacre.weights;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import nacre.kernels.weights.Safetensors;
import nacre.kernels.weights.SafetensorsWriter;
import nacre.kernels.weights.WeightsException;
import nacre.source.InputException;

/** A weight file in the safetensors format, mapped into memory. */
final class SafetensorsFile implements WeightFile {
  private final Safetensors file;
  private final SequencedMap<String, StoredTensor> tensors = new LinkedHashMap<>();

  SafetensorsFile(Safetensors file) {
    this.file = file;
    file.tensors().forEach((name, tensor) -> tensors.put(name, StoredTensor.of(tensor)));
  }

  static SafetensorsFile open(Path file) {
    try {
      return new SafetensorsFile(Safetensors.map(file));
    } catch (WeightsException e) {
      throw new InputException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public String origin() {
    return file.origin();
  }

  @Override
  public SequencedMap<String, StoredTensor> tensors() {
    return Collections.unmodifiableSequencedMap(tensors);
  }

  /** Keeps what the file says of itself. */
  @Override
  public void write(Path to, Collection<StoredTensor> contents) throws IOException {
    SafetensorsWriter.writeLater(to, contents.stream().map(StoredTensor::later).toList(), file.metadata());
  }

  @Override
  public void close() {
    file.close();
  }
}
