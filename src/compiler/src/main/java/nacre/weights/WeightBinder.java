package nacre.weights;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import nacre.ir.DType;
import nacre.ir.Graph;
import nacre.ir.Param;
import nacre.ir.Role;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.kernels.weights.Safetensors;

/**
 * Finds the parameters of a graph in a weight file by their paths: all of them, or a list of everything that does not
 * fit.
 */
public final class WeightBinder {
  private final Safetensors file;
  private final UnaryOperator<String> map;
  private final List<String> missing = new ArrayList<>();
  private final List<String> unfit = new ArrayList<>();
  private final Map<Integer, Found> found = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  /** A stored tensor that fills a parameter. */
  record Found(nacre.kernels.weights.Tensor stored, boolean kernel) {}

  private WeightBinder(Safetensors file, UnaryOperator<String> map) {
    this.file = file;
    this.map = map;
  }

  /**
   * Binds every parameter of {@code graph} that some node reads or some layer owns.
   *
   * @param map how a parameter's path is called in the file
   */
  public static WeightBinding bind(Graph graph, Safetensors file, UnaryOperator<String> map) {
    WeightBinder binder = new WeightBinder(file, map);
    for (int i = 0; i < graph.params().size(); i++) {
      binder.find(i, graph.params().get(i));
    }
    List<String> unused = file.tensors().keySet().stream()
        .filter(name -> !binder.taken.contains(name) && !LeafNames.isIgnored(name)).toList();
    if (binder.missing.isEmpty() && binder.unfit.isEmpty() && unused.isEmpty()) {
      return new WeightBinding.Bound(file, binder.found);
    }
    return new WeightBinding.Unfit(file.origin(), binder.missing, unused, binder.unfit);
  }

  private void find(int index, Param param) {
    String path = map.apply(param.path());
    String prefix = path.substring(0, path.lastIndexOf('.') + 1);
    String own = path.substring(prefix.length());
    for (LeafNames.Leaf leaf : LeafNames.of(param.role(), own)) {
      for (String name : LeafNames.written(prefix, leaf)) {
        Optional<nacre.kernels.weights.Tensor> stored = file.tensor(name);
        if (stored.isPresent()) {
          taken.add(name);
          check(param, new Found(stored.get(), leaf.kernel())).ifPresentOrElse(unfit::add,
              () -> found.put(index, new Found(stored.get(), leaf.kernel())));
          return;
        }
      }
    }
    missing.add(path.equals(param.path()) ? param.path() : param.path() + " (" + path + " in the file)");
  }

  /** Infinities and NaNs are none that a training left; a parameter of its own, such as a mask, may mean them. */
  private static Optional<String> check(Param param, Found candidate) {
    nacre.kernels.weights.Tensor stored = candidate.stored();
    String what = "`" + param.path() + "`: found " + stored.dtype() + stored.shape() + ", required " + param.type();
    if (!StoredTensors.fits(stored.dtype(), param.type().dtype())) {
      return Optional.of(what);
    }
    Optional<Tensor> contents = StoredTensors.read(stored, param.type().dtype());
    if (contents.isEmpty()) {
      return Optional.of("`" + param.path() + "`: found " + stored.elements() + " elements, more than 2^31 - 8");
    }
    Tensor tensor = candidate.kernel() ? StoredTensors.fromKernel(contents.get()) : contents.get();
    if (!sameShape(tensor, param.type())) {
      return Optional.of(what + (candidate.kernel() ? ", transposed" : ""));
    }
    boolean meant = param.role() == Role.OWN && stored.dtype().name().equals(param.type().dtype().name());
    return meant ? Optional.empty() : faultyElement(param, tensor);
  }

  private static boolean sameShape(Tensor tensor, TensorType type) {
    return tensor.type().shape().equals(type.shape());
  }

  private static Optional<String> faultyElement(Param param, Tensor tensor) {
    for (int i = 0; i < tensor.elements(); i++) {
      Optional<String> fault = tensor.dtype().isReal() ? fault(param, tensor.real(i)) : fault(param, tensor.integer(i));
      if (fault.isPresent()) {
        return Optional.of("`" + param.path() + "`: element " + i + " is " + fault.get());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> fault(Param param, double value) {
    if (!Double.isFinite(value)) {
      return Optional.of(value + ", required a finite number");
    }
    boolean negative = param.role() == Role.RUNNING_VARIANCE && value < 0;
    return negative ? Optional.of(value + ", a variance is never negative") : Optional.empty();
  }

  private static Optional<String> fault(Param param, long value) {
    DType dtype = param.type().dtype();
    return dtype.wrapped(value) == value ? Optional.empty() : Optional.of(value + ", required an " + dtype);
  }
}
