package nacre.onnx;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import nacre.driver.ImportedModel;
import nacre.importers.InvalidModelException;
import nacre.importers.Paths;
import nacre.importers.Pruned;
import nacre.importers.UnsupportedException;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Location;
import nacre.ir.Operand;
import nacre.ir.Output;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Value;
import nacre.ir.op.Identity;
import nacre.onnx.proto.FunctionProto;
import nacre.onnx.proto.GraphProto;
import nacre.onnx.proto.ModelProto;
import nacre.onnx.proto.NodeProto;
import nacre.onnx.proto.TensorProto;
import nacre.onnx.proto.ValueProto;

/** Makes a graph of a model. */
final class ModelImport {
  /** More nodes than this come from bodies that multiply, not from a network. */
  private static final int MOST_NODES = 1 << 20;
  /** The most nodes of bodies that are written out, each counted as often as it is. */
  private static final int MOST_WRITTEN_OUT = 1 << 17;

  final Workshop workshop;
  private final ModelProto proto;
  private final ImportOptions options;
  private final Nameless nameless;
  private final ExternalData external;
  private final Map<String, FunctionProto> functions = new HashMap<>();
  private final Set<String> read;
  private final List<Unsupported> unsupported = new ArrayList<>();
  private final Set<String> operators = new LinkedHashSet<>();
  private final Map<List<NodeProto>, List<Integer>> orders = new IdentityHashMap<>();
  private int writtenOut;
  private final Map<String, String> symbols = new LinkedHashMap<>();
  private final Optional<Declared> declared;
  private final Deque<Declared.Place> due = new ArrayDeque<>();

  ModelImport(Path file, ModelProto proto, ImportOptions options, Nameless nameless) {
    this.nameless = nameless;
    this.proto = proto;
    this.options = options;
    this.external = new ExternalData(file);
    String name = String.valueOf(file.getFileName());
    this.declared = options.types().isEmpty() && options.frozen().isEmpty()
        ? proto.graph().flatMap(graph -> Declared.of(proto, graph))
        : Optional.empty();
    this.workshop = new Workshop(name, declared.map(own -> own.graph().name()).orElse(Paths.model(name)));
    this.read = Reads.of(proto);
    proto.functions().forEach(function -> functions.put(function.domain() + ":" + function.name() + ":"
        + function.overload(), function));
  }

  OnnxModel run() {
    GraphProto graph = proto.graph().orElseThrow(() -> new InvalidModelException("this is no ONNX model: it has no "
        + "graph"));
    if (declared.isPresent()) {
      return declared(graph, declared.get());
    }
    Scope scope = Scope.outermost();
    Walk walk = new Walk(this, scope, proto.opsets(), "", 0);
    walk.initializers(graph);
    inputs(graph, scope);
    walk.nodes(graph.nodes());
    outputs(graph, walk);
    Pruned pruned = Pruned.of(workshop.builder.build(), Unused.of(workshop, graph));
    OnnxWeights weights = new OnnxWeights(pruned.params().stream().map(workshop.weights()::get).toList());
    ImportedModel model = new ImportedModel(pruned.graph(), weights, external.files());
    return new OnnxModel(model, unsupported, operators, workshop.inputNames());
  }

  private OnnxModel declared(GraphProto graph, Declared own) {
    Scope scope = Scope.outermost();
    Walk walk = new Walk(this, scope, proto.opsets(), "", 0);
    own.graph().symbols().bounds().forEach(workshop.builder::symbol);
    workshop.builder.training(own.graph().training());
    for (int i = 0; i < graph.initializers().size(); i++) {
      TensorProto tensor = graph.initializers().get(i);
      scope.bind(tensor.name(), i < own.graph().params().size()
          ? new Bound.Made(workshop.declared(own.graph().params().get(i), StoredTensor.of(tensor, external)))
          : stored(tensor));
    }
    own.graph().layers().forEach(workshop.builder::layer);
    due.addAll(own.inputs());
    walk.nodes(graph.nodes());
    while (!due.isEmpty()) {
      input(walk);
    }
    return new Ending(own.graph(), workshop, walk, external).model(graph, options, unsupported, operators);
  }

  private void input(Walk walk) {
    Declared.Place next = due.remove();
    walk.bind(next.name(), new Bound.Made(workshop.declared(next)));
  }

  /** Inputs come where they stood among the nodes, and before a node that reads them. */
  void beforeNode(NodeProto node, Walk walk) {
    while (!due.isEmpty() && (due.getFirst().at() <= workshop.builder.size()
        || due.stream().anyMatch(place -> node.inputs().contains(place.name())))) {
      input(walk);
    }
  }

  /** What a constant of a graph that the model says it was holds. */
  Tensor contents(String path, Tensor stored) {
    return declared.map(own -> own.contents(path, stored)).orElse(stored);
  }

  /** Whether the model says which graph it was. */
  boolean isDeclared() {
    return declared.isPresent();
  }

  /** Whether anything in the model reads a name; results that nothing reads need no meaning. */
  boolean isRead(String name) {
    return read.contains(name);
  }

  Bound.Known stored(TensorProto tensor) {
    return Bound.Known.of(StoredTensor.of(tensor, external));
  }

  /** In which order to go over nodes; that of a body is asked for at every turn. */
  List<Integer> order(List<NodeProto> nodes) {
    return orders.computeIfAbsent(nodes, Order::of);
  }

  void uses(String operator) {
    operators.add(operator);
  }

  void unsupported(Unsupported node) {
    unsupported.add(node);
  }

  /** Takes note of a node of a body. */
  void writesOut() {
    if (++writtenOut > MOST_WRITTEN_OUT) {
      throw new InvalidModelException("more than " + MOST_WRITTEN_OUT + " nodes of bodies would be written out");
    }
  }

  Mapping mapping(NodeProto node, int depth) {
    if (depth > 0) {
      writesOut();
    }
    if (workshop.builder.size() > MOST_NODES) {
      throw new InvalidModelException("it becomes more than " + MOST_NODES + " nodes");
    }
    FunctionProto function = functions.get(node.domain() + ":" + node.opType() + ":" + node.overload());
    if (function != null) {
      Optional<Mapping> op = NacreFunctions.op(function);
      return op.orElse(call -> new Bodies(call).function(function));
    }
    if (isDeclared() && node.name().isEmpty() && node.domain().isEmpty() && node.opType().equals("Identity")) {
      return call -> call.bindAll(List.of(call.bound(0)));
    }
    Operator operator = KnownOperators.find(node.domain(), node.opType())
        .orElseThrow(() -> UnknownOperators.exception(node.domain(), node.opType()));
    return operator::map;
  }

  private void inputs(GraphProto graph, Scope scope) {
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < graph.inputs().size(); i++) {
      ValueProto input = graph.inputs().get(i);
      if (!names.add(input.name())) {
        throw new InvalidModelException("two inputs have the name `" + input.name() + "`");
      }
      Tensor frozen = options.frozen().get(input.name());
      if (frozen != null) {
        scope.bind(input.name(), Bound.Known.of(input.name(), frozen));
      } else if (scope.find(input.name()).isEmpty()) {
        TensorType type = type(input);
        workshop.input(input.name(), type, new Location.Model(workshop.file, input.name(), i));
        scope.bind(input.name(), new Bound.Made(new Value(workshop.builder.size() - 1, 0)));
      }
    }
    options.dims().keySet().stream().filter(dim -> !symbols.containsValue(dim)).findFirst().ifPresent(dim -> {
      throw InvalidModelException.noSymbolicDim(dim, symbols.values());
    });
  }

  private TensorType type(ValueProto input) {
    String where = "input `" + input.name() + "`: ";
    TensorType given = options.types().get(input.name());
    if (!input.isTensor()) {
      throw new UnsupportedException(where + "Nacre has tensors only, no sequences, maps or optional values");
    }
    int number = input.elementType().orElseThrow(
        () -> new InvalidModelException(where + "found no type, required one"));
    DType dtype = ElementTypes.of(number)
        .orElseThrow(() -> new UnsupportedException(where + "Nacre does not know " + ElementTypes.name(number)));
    if (given != null && given.dtype() == dtype) {
      given.dims().forEach(this::declare);
      return given;
    }
    List<ValueProto.Extent> extents = input.shape().orElseThrow(
        () -> new InvalidModelException(where + "found no shape, required one"));
    List<Dim> dims = new ArrayList<>();
    for (int axis = 0; axis < extents.size(); axis++) {
      dims.add(dim(input, axis, extents.get(axis)));
    }
    return TensorType.of(dtype, dims);
  }

  private void declare(Dim dim) {
    if (dim instanceof Dim.Symbol(String symbol)) {
      workshop.builder.symbol(symbol, OptionalLong.empty());
    }
  }

  private Dim dim(ValueProto input, int axis, ValueProto.Extent extent) {
    if (extent.size().isPresent()) {
      long size = extent.size().get();
      if (size < 0) {
        throw new InvalidModelException("input `" + input.name() + "`: found the extent " + size);
      }
      return Dim.of(size);
    }
    String symbol = symbols.computeIfAbsent(name(input, axis, extent), this::symbol);
    Long known = options.dims().get(symbol);
    if (known != null) {
      return Dim.of(known);
    }
    workshop.builder.symbol(symbol, OptionalLong.empty());
    return new Dim.Symbol(symbol);
  }

  private String name(ValueProto input, int axis, ValueProto.Extent extent) {
    if (!extent.symbol().isEmpty()) {
      return extent.symbol();
    }
    ValueProto owner = nameless == Nameless.TOGETHER && axis == 0
        ? proto.graph().orElseThrow().inputs().stream().filter(ModelImport::isNamelessFirst).findFirst().orElse(input)
        : input;
    return owner.name() + "_" + axis;
  }

  /** Whether the first extent of an input is neither a number nor a name. */
  static boolean isNamelessFirst(ValueProto input) {
    return input.shape().filter(extents -> !extents.isEmpty() && extents.getFirst().size().isEmpty()
        && extents.getFirst().symbol().isEmpty()).isPresent();
  }

  private String symbol(String name) {
    String symbol = Paths.symbol(name);
    while (symbols.containsValue(symbol)) {
      symbol += "_";
    }
    return symbol;
  }

  private void outputs(GraphProto graph, Walk walk) {
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < graph.outputs().size(); i++) {
      String name = graph.outputs().get(i).name();
      if (!names.add(name)) {
        throw new InvalidModelException("two outputs have the name `" + name + "`");
      }
      Bound bound;
      try {
        bound = walk.find(name);
      } catch (InvalidModelException e) {
        throw new InvalidModelException("output `" + name + "`: nothing makes it");
      }
      Location location = new Location.Model(workshop.file, name, i);
      Operand operand = walk.operand(bound);
      workshop.owner = -1;
      if (operand instanceof Operand.ParamRef) {
        String path = workshop.paths.unique(name);
        operand = workshop.add(path, new Identity(), List.of(operand), OptionalInt.empty(), location).value();
      }
      workshop.builder.output(new Output(name, (Value) operand, List.of(), OptionalInt.empty(), location));
    }
  }
}
