package nacre.weights;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import nacre.ir.Param;
import nacre.ir.Tensor;
import nacre.kernels.weights.Safetensors;
import nacre.reference.EvaluationException;
import nacre.reference.ParamValues;

/** What came of binding weights. */
public sealed interface WeightBinding {
  /** Every parameter has its contents; they are read from the file when they are asked for. */
  final class Bound implements WeightBinding, ParamValues {
    private final Safetensors file;
    private final Map<Integer, WeightBinder.Found> found;

    Bound(Safetensors file, Map<Integer, WeightBinder.Found> found) {
      this.file = file;
      this.found = Map.copyOf(found);
    }

    /** SHA-256 over names and contents, in hex. */
    public String hash() {
      return file.hash();
    }

    /** The tensor of the file that fills a parameter, as it is stored. */
    public nacre.kernels.weights.Tensor stored(int index) {
      return Objects.requireNonNull(found.get(index)).stored();
    }

    @Override
    public Tensor of(int index, Param param) {
      WeightBinder.Found at = found.get(index);
      if (at == null) {
        throw new EvaluationException("parameter `" + param.path() + "` is not bound");
      }
      Tensor tensor = StoredTensors.read(at.stored(), param.type().dtype()).orElseThrow();
      return at.kernel() ? StoredTensors.fromKernel(tensor) : tensor;
    }
  }

  /**
   * They do not fit; nothing is bound.
   *
   * @param missing parameters that the file does not have
   * @param unused  tensors of the file that no parameter takes
   * @param unfit   parameters whose tensor has another shape or type, or elements that are no numbers
   */
  record Unfit(String file, List<String> missing, List<String> unused, List<String> unfit) implements WeightBinding {
    public Unfit {
      missing = List.copyOf(missing);
      unused = List.copyOf(unused);
      unfit = List.copyOf(unfit);
    }
  }
}
