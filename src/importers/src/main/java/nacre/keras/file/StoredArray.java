package nacre.keras.file;

import java.util.List;
import java.util.function.Supplier;
import nacre.importers.hdf5.Hdf5Dataset;
import nacre.ir.DType;
import nacre.ir.Tensor;

/**
 * An array of a layer.
 *
 * @param name     what the file calls it, as {@code conv2d/kernel:0} or {@code layers/conv2d/vars/0}
 * @param contents reads them anew each time
 */
public record StoredArray(String name, DType dtype, List<Long> shape, Supplier<Tensor> contents) {
  public StoredArray {
    shape = List.copyOf(shape);
  }

  static StoredArray of(String name, Hdf5Dataset dataset) {
    return new StoredArray(name, dataset.dtype(), dataset.shape(), dataset::read);
  }
}
