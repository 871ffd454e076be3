package nacre.weights;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Supplier;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.kernels.weights.DType;
import nacre.kernels.weights.SafetensorsWriter;

/**
 * A tensor of a weight file.
 *
 * @param name  as the file has it
 * @param bytes reads the elements, as many bytes as type and shape ask for, little-endian, the last axis running fastest; it
 *              may be asked several times, by several threads, and throws {@link nacre.source.InputException} where the file
 *              is damaged
 */
public record StoredTensor(String name, DType dtype, List<Long> shape, Supplier<MemorySegment> bytes) {
  public StoredTensor {
    shape = List.copyOf(shape);
  }

  /** A tensor whose contents come as the ops have them. */
  public static StoredTensor of(String name, TensorType type, Supplier<Tensor> contents) {
    return of(StoredTensors.exact(name, type, contents));
  }

  static StoredTensor of(SafetensorsWriter.Later later) {
    return new StoredTensor(later.name(), later.dtype(), later.shape(), later.data());
  }

  static StoredTensor of(nacre.kernels.weights.Tensor tensor) {
    return new StoredTensor(tensor.name(), tensor.dtype(), tensor.shape(), tensor::data);
  }

  long elements() {
    return nacre.kernels.weights.Tensor.elements(shape);
  }

  SafetensorsWriter.Later later() {
    return new SafetensorsWriter.Later(name, dtype, shape, bytes);
  }

  /** With its contents in memory. */
  nacre.kernels.weights.Tensor read() {
    return new nacre.kernels.weights.Tensor(name, dtype, shape, bytes.get());
  }
}
