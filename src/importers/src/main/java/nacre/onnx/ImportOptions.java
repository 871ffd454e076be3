package nacre.onnx;

import java.util.Map;
import nacre.ir.Tensor;
import nacre.ir.TensorType;

/**
 * What is said of a model's inputs beside what its file says.
 *
 * @param dims   sizes of symbols
 * @param types  types of inputs by name, in place of the declared ones
 * @param frozen contents of inputs by name; these are inputs no more
 */
public record ImportOptions(Map<String, Long> dims, Map<String, TensorType> types, Map<String, Tensor> frozen) {
  public ImportOptions {
    dims = Map.copyOf(dims);
    types = Map.copyOf(types);
    frozen = Map.copyOf(frozen);
  }

  public static ImportOptions none() {
    return new ImportOptions(Map.of(), Map.of(), Map.of());
  }
}
