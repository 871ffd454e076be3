package nacre.weights;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

import nacre.ir.Param;
import nacre.ir.Tensor;
import nacre.kernels.weights.ContentHash;
import nacre.reference.EvaluationException;
import nacre.reference.ParamValues;

/** What came of binding weights. */
public sealed interface WeightBinding {
  /** Every parameter has its contents; they are read from the file when they are asked for. */
  final class Bound implements WeightBinding, ParamValues {
    private final Map<Integer, WeightBinder.Found> found;

    Bound(Map<Integer, WeightBinder.Found> found) {
      this.found = Map.copyOf(found);
    }

    /** SHA-256 over names and contents of the tensors that are bound, in hex; it is the same for every format. */
    public String hash() {
      SortedMap<String, StoredTensor> bound = new TreeMap<>();
      found.values().forEach(one -> bound.put(one.stored().name(), one.stored()));
      return ContentHash.of(() -> bound.values().stream().map(StoredTensor::read).iterator());
    }

    /** The tensor of the file that fills a parameter, as it is stored. */
    public StoredTensor stored(int index) {
      return Objects.requireNonNull(found.get(index)).stored();
    }

    /** Whether a parameter's tensor is stored as the ops have it, and is not transposed, cut or joined for them. */
    public boolean isPlain(int index) {
      return Objects.requireNonNull(found.get(index)).layout().equals(Layout.AS_STORED);
    }

    @Override
    public Tensor of(int index, Param param) {
      WeightBinder.Found at = found.get(index);
      if (at == null) {
        throw new EvaluationException("parameter `" + param.path() + "` is not bound");
      }
      return at.layout().of().apply(StoredTensors.read(at.stored(), param.type().dtype()).orElseThrow());
    }
  }

  /**
   * A parameter that the file does not have.
   *
   * @param name what the weight map says that it is called in the file; the path where it says nothing
   */
  record Missing(String path, String name) {}

  /**
   * They do not fit; nothing is bound.
   *
   * @param missing parameters that the file does not have
   * @param unused  tensors of the file that no parameter takes
   * @param unfit   parameters whose tensor has another shape or type, or elements that are no numbers
   */
  record Unfit(String file, List<Missing> missing, List<String> unused, List<String> unfit) implements WeightBinding {
    public Unfit {
      missing = List.copyOf(missing);
      unused = List.copyOf(unused);
      unfit = List.copyOf(unfit);
    }
  }
}
