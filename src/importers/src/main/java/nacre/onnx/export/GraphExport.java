package nacre.onnx.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nacre.ir.Dim;
import nacre.ir.Graph;
import nacre.ir.Input;
import nacre.ir.Node;
import nacre.ir.OpCall;
import nacre.ir.Operand;
import nacre.ir.Output;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;
import nacre.ir.Value;
import nacre.ir.op.Constant;
import nacre.ir.op.InputOp;
import nacre.ir.op.OpaqueOp;
import nacre.onnx.ElementTypes;
import nacre.onnx.proto.Facts;
import nacre.source.InputException;

/**
 * Says a graph in ONNX. A node is the operator of ONNX that means the same, if an importer makes the very op of it again; else
 * it is a call of a function of the model in the domain {@code nacre}, whose body says the op in ONNX's operators and whose
 * setting {@code op} says it in Nacre's words. A value is named by the path of its node; an operator {@code Identity} without a
 * name gives a value a second name.
 */
final class GraphExport {
  private final Graph graph;
  private final Names names = new Names();
  private final GraphBody body = new GraphBody(names);
  private final ModelFunctions functions;
  private final SortedMap<String, Integer> opsets = new TreeMap<>();
  private final Map<Value, String> values = new HashMap<>();
  private final Map<Value, String> wanted = new HashMap<>();
  private final List<String> params = new ArrayList<>();
  private final List<Source.Typed> sources = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private GraphExport(Graph graph) {
    this.graph = graph;
    int opset = Opset.of(graph);
    opsets.put("", opset);
    functions = new ModelFunctions(opset);
  }

  /** @throws InputException with everything that ONNX has no words for */
  static ModelFile of(Graph graph) {
    return new GraphExport(graph).run();
  }

  private ModelFile run() {
    List<Wire> inputs = graph.inputs().stream().map(this::input).toList();
    List<String> outputs = graph.outputs().stream().map(this::reserved).toList();
    graph.params().forEach(param -> params.add(names.unique(param.path())));
    graph.nodes().forEach(this::node);
    for (int i = 0; i < outputs.size(); i++) {
      alias(graph.outputs().get(i).value(), outputs.get(i));
    }
    if (!problems.isEmpty()) {
      throw new InputException("`" + graph.name() + "` cannot be exported: " + String.join("; ", problems));
    }
    if (functions.written().size() > 0) {
      opsets.put(Facts.DOMAIN, 1);
    }
    return new ModelFile(graph.name(), body.operators(), stored(), inputs, outputs(outputs), functions.written(),
        opsets,
        new TreeMap<>(Map.of(Facts.GRAPH, Header.of(graph), Facts.PLACES, Header.places(graph))));
  }

  private List<Stored> stored() {
    return Stream.concat(IntStream.range(0, params.size())
        .mapToObj(i -> new Stored.Parameter(params.get(i), i, graph.params().get(i))), body.constants().stream())
        .toList();
  }

  private Wire input(Input input) {
    String name = names.unique(input.name());
    values.put(input.value(), name);
    TensorType type = (TensorType) graph.type(input.value()).orElseThrow();
    sources.add(new Source.Typed(name, type));
    return described(name, type);
  }

  /** The first output of a value gives it its name. */
  private String reserved(Output output) {
    String name = names.unique(output.name());
    if (!(graph.producer(output.value()).op() instanceof InputOp)) {
      wanted.putIfAbsent(output.value(), name);
    }
    return name;
  }

  private void alias(Value value, String name) {
    String own = Objects.requireNonNull(values.get(value));
    if (!own.equals(name)) {
      body.add(operator("", "", "Identity", List.of(own), List.of(name), Settings.none(), OptionalInt.empty()));
    }
  }

  private List<Wire> outputs(List<String> own) {
    return IntStream.range(0, own.size())
        .mapToObj(i -> described(own.get(i), graph.type(graph.outputs().get(i).value()).orElseThrow())).toList();
  }

  private static Wire described(String name, Type type) {
    Wire value = new Wire().text(1, name);
    if (!(type instanceof TensorType tensor)) {
      return value;
    }
    Wire described = new Wire().number(1, ElementTypes.number(tensor.dtype()));
    if (tensor.isRanked()) {
      Wire shape = new Wire();
      tensor.dims().forEach(dim -> shape.message(1, extent(dim)));
      described.message(2, shape);
    }
    return value.message(2, new Wire().message(1, described));
  }

  private static Wire extent(Dim dim) {
    return switch (dim) {
      case Dim.Known(long size) -> new Wire().number(1, size);
      case Dim.Unknown _ -> new Wire();
      case Dim.Symbol _, Dim.Expr _ -> new Wire().text(2, dim.toString());
    };
  }

  private void node(Node node) {
    if (node.op() instanceof InputOp) {
      return;
    }
    List<String> results = new ArrayList<>();
    for (int port = 0; port < node.types().size(); port++) {
      String base = port == 0 ? node.path() : node.path() + "." + port;
      results.add(Optional.ofNullable(wanted.get(node.value(port))).orElseGet(() -> names.unique(base)));
      values.put(node.value(port), results.getLast());
    }
    try {
      said(node, results);
    } catch (InexpressibleException e) {
      problems.add("`" + node.path() + "` (" + node.op().name() + "): " + e.why() + Unknowns.cause(graph, node));
    } catch (TypeError e) {
      problems.add("`" + node.path() + "` (" + node.op().name() + "): " + e.text());
    }
  }

  private void said(Node node, List<String> results) {
    List<String> inputs = node.operands().stream().map(this::name).toList();
    if (node.op() instanceof Constant(Tensor contents)) {
      body.add(operator(node.path(), "", "Constant", inputs, results, Settings.none().stored("value", contents),
          node.layer()));
      return;
    }
    if (node.op() instanceof OpaqueOp opaque) {
      unknown(node, opaque, inputs, results);
      return;
    }
    FunctionBody function = new FunctionBody(operands(node), sources);
    Use use = new Use(function, node.op(), graph.site(node), formal(node), "", OptionalInt.empty());
    List<String> inner = use.spelled();
    if (use.isSame()) {
      new Use(body.giving(results), node.op(), graph.site(node), inputs, node.path(), node.layer()).spelled();
    } else {
      List<String> given = inputs.stream().filter(input -> !input.isEmpty()).collect(Collectors.toList());
      String name = functions.of(new OpCall(node.op(), positions(node)), function, inner);
      given.addAll(function.given());
      body.add(operator(node.path(), Facts.DOMAIN, name, given, results, Settings.none(), node.layer()));
    }
  }

  private static OnnxNode operator(String name, String domain, String type, List<String> inputs, List<String> results,
      Settings settings, OptionalInt layer) {
    return new OnnxNode(name, domain, type, inputs, results, settings.all(), layer);
  }

  private void unknown(Node node, OpaqueOp op, List<String> inputs, List<String> results) {
    Settings settings = Unknowns.settings(op);
    String domain = Unknowns.domain(op);
    int version = opsets.getOrDefault(domain, op.version());
    Unknowns.requireSame(op, version);
    opsets.put(domain, version);
    body.add(new OnnxNode(node.path(), domain, op.opaqueName(), inputs, results, settings.all(),
        Unknowns.facts(node, op, version)));
  }

  private String name(Operand operand) {
    return switch (operand) {
      case Value value -> Objects.requireNonNull(values.get(value));
      case Operand.ParamRef(int index) -> params.get(index);
      case Operand.Absent _ -> "";
    };
  }

  /** What the operands that are there are called inside a function. */
  private List<Source.Typed> operands(Node node) {
    List<String> formal = formal(node);
    return IntStream.range(0, formal.size()).filter(i -> !formal.get(i).isEmpty())
        .mapToObj(i -> new Source.Typed(formal.get(i), tensor(node.operands().get(i)))).toList();
  }

  private TensorType tensor(Operand operand) {
    if (graph.type(operand).orElseThrow() instanceof TensorType type) {
      return type;
    }
    throw new InexpressibleException("its operands are not known");
  }

  private static List<String> formal(Node node) {
    return IntStream.range(0, node.operands().size())
        .mapToObj(i -> node.operands().get(i) instanceof Operand.Absent ? "" : "in" + i).toList();
  }

  private static List<OptionalInt> positions(Node node) {
    List<OptionalInt> positions = new ArrayList<>();
    int next = 0;
    for (Operand operand : node.operands()) {
      positions.add(operand instanceof Operand.Absent ? OptionalInt.empty() : OptionalInt.of(next++));
    }
    return positions;
  }
}
