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
import nacre.ir.Dim;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Param;
import nacre.ir.Role;
import nacre.ir.Tensor;

/**
 * Finds the parameters of a graph in a weight file by their paths: all of them, or a list of everything that does not
 * fit.
 */
public final class WeightBinder {
  /** What PyTorch puts before every name when the network was wrapped: DataParallel, and {@code torch.compile}. */
  private static final List<String> WRAPPERS = List.of("module.", "_orig_mod.");

  private final WeightFile file;
  private final UnaryOperator<String> map;
  private final String wrapper;
  private final Map<Integer, LeafNames.Use> uses = new HashMap<>();
  private final List<WeightBinding.Missing> missing = new ArrayList<>();
  private final List<String> unfit = new ArrayList<>();
  private final Map<Integer, Found> found = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  /** A stored tensor that fills a parameter. */
  record Found(StoredTensor stored, Layout layout) {}

  private WeightBinder(Graph graph, WeightFile file, UnaryOperator<String> map) {
    this.file = file;
    this.map = map;
    this.wrapper = wrapper(file.tensors().keySet());
    for (Node node : graph.nodes()) {
      int place = 0;
      for (Operand operand : node.operands()) {
        if (operand instanceof Operand.ParamRef(int index)) {
          uses.putIfAbsent(index, new LeafNames.Use(node.op(), place++));
        }
      }
    }
  }

  /** The wrappers that all names share, or nothing. */
  private static String wrapper(Set<String> names) {
    StringBuilder shared = new StringBuilder();
    while (!names.isEmpty()) {
      Optional<String> next =
          WRAPPERS.stream().filter(one -> names.stream().allMatch(name -> name.startsWith(shared + one))).findFirst();
      if (next.isEmpty()) {
        break;
      }
      shared.append(next.get());
    }
    return shared.toString();
  }

  /**
   * Binds every parameter of {@code graph} that some node reads or some layer owns.
   *
   * @param map how a parameter's path is called in the file
   * @throws nacre.source.InputException if contents turn out to be damaged
   */
  public static WeightBinding bind(Graph graph, WeightFile file, UnaryOperator<String> map) {
    WeightBinder binder = new WeightBinder(graph, file, map);
    for (int i = 0; i < graph.params().size(); i++) {
      binder.find(i, graph.params().get(i));
    }
    List<String> unused = file.tensors().keySet().stream()
        .filter(name -> !binder.taken.contains(name) && !LeafNames.isIgnored(name)).toList();
    if (binder.missing.isEmpty() && binder.unfit.isEmpty() && unused.isEmpty()) {
      return new WeightBinding.Bound(binder.found);
    }
    return new WeightBinding.Unfit(file.origin(), binder.missing, unused, binder.unfit);
  }

  /** Takes the first tensor that is called so and has the parameter's shape, or the first that is called so. */
  private void find(int index, Param param) {
    String path = map.apply(param.path());
    String prefix = path.substring(0, path.lastIndexOf('.') + 1);
    Optional<LeafNames.Use> use = Optional.ofNullable(uses.get(index));
    Optional<Found> first = Optional.empty();
    for (LeafNames.Leaf leaf : LeafNames.of(param, path.substring(prefix.length()), use)) {
      for (String name : LeafNames.written(prefix, leaf, use)) {
        Optional<StoredTensor> stored = file.tensor(name).or(() -> file.tensor(wrapper + name));
        for (Layout layout : stored.isPresent() ? leaf.layouts() : List.<Layout>of()) {
          Found candidate = new Found(stored.orElseThrow(), layout);
          if (hasShape(param, candidate)) {
            take(index, param, candidate);
            return;
          }
          first = first.or(() -> Optional.of(candidate));
        }
      }
    }
    first.ifPresentOrElse(candidate -> take(index, param, candidate),
        () -> missing.add(new WeightBinding.Missing(param.path(), path)));
  }

  private static boolean hasShape(Param param, Found candidate) {
    return candidate.layout().shape().apply(candidate.stored().shape())
        .filter(shape -> shape.stream().map(Dim::of).toList().equals(param.type().dims())).isPresent();
  }

  private void take(int index, Param param, Found candidate) {
    taken.add(candidate.stored().name());
    check(param, candidate).ifPresentOrElse(unfit::add, () -> found.put(index, candidate));
  }

  /** Infinities and NaNs are none that a training left; a parameter of its own, such as a mask, may mean them. */
  private static Optional<String> check(Param param, Found candidate) {
    StoredTensor stored = candidate.stored();
    String what = "`" + param.path() + "`: found " + stored.dtype() + stored.shape() + ", required " + param.type();
    if (!StoredTensors.fits(stored.dtype(), param.type().dtype())) {
      return Optional.of(what);
    }
    if (!hasShape(param, candidate)) {
      String words = candidate.layout().words();
      return Optional.of(what + (words.isEmpty() ? "" : ", " + words));
    }
    Optional<Tensor> contents = StoredTensors.read(stored, param.type().dtype());
    if (contents.isEmpty()) {
      return Optional.of("`" + param.path() + "`: found " + stored.elements() + " elements, more than 2^31 - 8");
    }
    boolean meant = param.role() == Role.OWN && stored.dtype().name().equals(param.type().dtype().name());
    return meant ? Optional.empty() : faultyElement(param, candidate.layout().of().apply(contents.get()));
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
