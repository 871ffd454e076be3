package nacre.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import nacre.importers.Arrangement;
import nacre.importers.Paths;
import nacre.importers.UnsupportedException;
import nacre.ir.Dim;
import nacre.ir.GraphBuilder;
import nacre.ir.Init;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Param;
import nacre.ir.Role;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.Value;
import nacre.ir.op.Constant;
import nacre.ir.op.Evaluation;
import nacre.ir.op.Op;

/**
 * The graph in the making. Beside its nodes it knows the contents of whatever follows from constants alone, so that shapes
 * which a model computes are numbers here.
 */
final class Workshop {
  /** The most elements that are computed while a model is imported. */
  private static final long MOST_COMPUTED = 1 << 16;
  /** The most multiply-adds that one of them may take. */
  private static final long MOST_MACS = 1 << 22;
  /** The most elements of all that is computed or made up; a small file may ask for a lot. */
  private static final long MOST_IN_ALL = 1 << 24;
  /** The most whole numbers that are a constant of the graph, and no parameter. */
  private static final long MOST_CONSTANT = 1 << 20;

  /** A stored tensor as a parameter, in one layout. */
  private record Use(String name, Arrangement arrangement) {}

  final String file;
  final GraphBuilder builder;
  final Paths paths = new Paths();
  private final Map<Value, Tensor> computed = new HashMap<>();
  private final Map<Integer, String> inputs = new HashMap<>();
  private final Map<Use, Operand.ParamRef> params = new HashMap<>();
  private final Map<Bound.Known, Operand> constants = new LinkedHashMap<>();
  private final List<OnnxWeights.Filled> weights = new ArrayList<>();
  /** For each node of the graph the number of the model's node that it was made for, or -1. */
  final List<Integer> owners = new ArrayList<>();
  int owner = -1;
  private long left = MOST_IN_ALL;

  Workshop(String file, String name) {
    this.file = file;
    this.builder = new GraphBuilder(name);
  }

  List<OnnxWeights.Filled> weights() {
    return weights;
  }

  void input(String name, TensorType type, Location location) {
    Value value = builder.input(paths.unique(name), type, Optional.empty(), location);
    owners.add(owner);
    inputs.put(value.node(), name);
  }

  /** An input of a model that says which node it is. */
  Value declared(Declared.Place place) {
    Location location = new Location.Model(file, place.name(), -1);
    Node node = builder.add(paths.exact(place.node().path()), place.node().op(), List.of(), OptionalInt.empty(),
        location);
    owners.add(-1);
    inputs.put(node.id(), place.name());
    return node.value();
  }

  /** A parameter of a model that says what it is. */
  Operand.ParamRef declared(Param param, StoredTensor stored) {
    weights.add(new OnnxWeights.Filled(stored, Arrangement.AS_STORED));
    return builder.param(new Param(param.path(), param.type(), param.role(), param.trainable(), param.init(),
        new Location.Model(file, stored.name(), -1)));
  }

  /** What the model calls the inputs of the graph. */
  Map<String, String> inputNames() {
    Map<String, String> names = new LinkedHashMap<>();
    inputs.forEach((node, name) -> names.put(builder.node(node).path(), name));
    return names;
  }

  /** Adds a node. What follows from constants is computed at once. */
  Node add(String path, Op op, List<? extends Operand> operands, OptionalInt layer, Location location) {
    op.spec().check(op);
    Node node = builder.add(path, op, operands, layer, location);
    owners.add(owner);
    compute(node);
    return node;
  }

  /**
   * Allows for contents that a model makes up.
   *
   * @throws UnsupportedException if they are too many, with those before
   */
  void allow(long elements) {
    if (elements > left) {
      throw new UnsupportedException("it makes " + elements + " elements, " + left + " more are allowed");
    }
    left -= elements;
  }

  /** Leaves nodes from {@code first} on to whoever reads them: what was being made of the model's node is not. */
  void disown(int first) {
    for (int id = first; id < owners.size(); id++) {
      owners.set(id, -1);
    }
  }

  private void compute(Node node) {
    if (node.op() instanceof Constant constant) {
      computed.put(node.value(), constant.contents());
      return;
    }
    List<Optional<Tensor>> operands = new ArrayList<>();
    for (Operand operand : node.operands()) {
      Optional<Tensor> contents = operand instanceof Operand.Absent ? Optional.empty() : contents(operand);
      if (contents.isEmpty() && !(operand instanceof Operand.Absent)) {
        fromExtents(node);
        return;
      }
      operands.add(contents);
    }
    Site site = new Site(operands.stream().map(each -> each.<Type>map(Tensor::type)).toList(), node.types());
    boolean small = node.op().pure() && node.types().stream().allMatch(Workshop::isSmall)
        && operands.stream().flatMap(Optional::stream).mapToLong(Tensor::elements).sum() <= MOST_COMPUTED
        && node.op().macs(site).known().orElse(Long.MAX_VALUE) <= MOST_MACS && left >= MOST_COMPUTED;
    if (small) {
      List<Tensor> results = results(node, new Evaluation(operands, site));
      for (int port = 0; port < results.size(); port++) {
        computed.put(node.value(port), results.get(port));
        left -= results.get(port).elements();
      }
    }
  }

  /** None where an element is not defined, which is the evaluation's to say. */
  private static List<Tensor> results(Node node, Evaluation evaluation) {
    try {
      return node.op().evaluate(evaluation);
    } catch (ArithmeticException | IndexOutOfBoundsException _) {
      return List.of();
    }
  }

  /** Extents that typing knows, where all of them are numbers. */
  private void fromExtents(Node node) {
    Optional<List<Dim>> known = builder.contents(node.value());
    if (known.isPresent() && known.get().stream().allMatch(dim -> dim instanceof Dim.Known)
        && node.type() instanceof TensorType type && isSmall(type)) {
      int[] shape = type.dims().stream().mapToInt(dim -> Math.toIntExact(dim.known().orElseThrow())).toArray();
      computed.put(node.value(), Tensor.integers(type.dtype(), shape,
          i -> known.get().get(i).known().orElseThrow()));
    }
  }

  private static boolean isSmall(Type type) {
    return type instanceof TensorType tensor && tensor.isRanked()
        && tensor.dims().stream().allMatch(dim -> dim instanceof Dim.Known)
        && tensor.shape().elements().known().orElse(Long.MAX_VALUE) <= MOST_COMPUTED;
  }

  /** The contents of an operand, if they follow from constants alone. */
  Optional<Tensor> contents(Operand operand) {
    return operand instanceof Value value ? Optional.ofNullable(computed.get(value)) : Optional.empty();
  }

  /** What a node reads for contents that are known: a constant if they are few or whole, else a parameter. */
  Operand operand(Bound.Known known) {
    boolean constant = known.stored().isEmpty() || known.elements() <= 1
        || !known.type().dtype().isReal() && known.elements() <= MOST_CONSTANT;
    if (!constant) {
      return param(known, Arrangement.AS_STORED, Role.OWN, known.name());
    }
    return constants.computeIfAbsent(known, _ -> {
      int before = owner;
      owner = -1;
      Node node = add(paths.unique(known.name()), new Constant(known.contents().get()), List.of(), OptionalInt.empty(),
          new Location.Model(file, known.name(), -1));
      owner = before;
      return node.value();
    });
  }

  /** A stored tensor as a parameter; the first use says its role and its path. */
  Operand.ParamRef param(Bound.Known known, Arrangement arrangement, Role role, String path) {
    StoredTensor stored = known.stored().orElseThrow();
    return params.computeIfAbsent(new Use(known.name(), arrangement), _ -> {
      int[] extents = arrangement.extents(stored.dims().stream().mapToInt(Math::toIntExact).toArray());
      long[] dims = new long[extents.length];
      for (int axis = 0; axis < dims.length; axis++) {
        dims[axis] = extents[axis];
      }
      weights.add(new OnnxWeights.Filled(stored, arrangement));
      return builder.param(new Param(paths.unique(path), TensorType.of(stored.dtype(), dims), role,
          stored.dtype().isReal() && !role.isStatistic(), init(role), new Location.Model(file, known.name(), -1)));
    });
  }

  /** How such parameters start out where nothing is known of them; here everything is. */
  private static Init init(Role role) {
    return switch (role) {
      case WEIGHT, OWN -> new Init.HeUniform();
      case GAMMA, RUNNING_VARIANCE -> Init.ONES;
      case BIAS, BETA, RUNNING_MEAN -> Init.ZEROS;
      case SLOPE -> new Init.Constant(0.25);
    };
  }

  /** Names of the model's inputs that an operand depends on. */
  Set<String> inputsBehind(Operand operand) {
    Set<String> found = new TreeSet<>();
    Set<Integer> seen = new HashSet<>();
    List<Operand> open = new ArrayList<>(List.of(operand));
    while (!open.isEmpty()) {
      if (open.removeLast() instanceof Value(int node, int _) && seen.add(node)) {
        Optional.ofNullable(inputs.get(node)).ifPresent(found::add);
        open.addAll(builder.node(node).operands());
      }
    }
    return found;
  }
}
