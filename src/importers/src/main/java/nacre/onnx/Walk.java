package nacre.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import nacre.importers.InvalidModelException;
import nacre.importers.UnsupportedException;
import nacre.ir.Attr;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;
import nacre.ir.Value;
import nacre.ir.op.OpaqueOp;
import nacre.onnx.proto.AttributeProto;
import nacre.onnx.proto.Facts;
import nacre.onnx.proto.GraphProto;
import nacre.onnx.proto.NodeProto;
import nacre.onnx.proto.TensorProto;

/** Goes over the nodes of a graph, or of a body inside a node, and makes nodes of each. */
final class Walk {
  final ModelImport model;
  final Workshop workshop;
  private final Scope scope;
  private final Map<String, Long> opsets;
  private final String prefix;

  private final int depth;

  Walk(ModelImport model, Scope scope, Map<String, Long> opsets, String prefix, int depth) {
    this.depth = depth;
    this.model = model;
    this.workshop = model.workshop;
    this.scope = scope;
    this.opsets = opsets;
    this.prefix = prefix;
  }

  /** A body that sees what this one does. */
  Walk inner(String path) {
    return new Walk(model, scope.inner(), opsets, path + ".", depth + 1);
  }

  /** The body of a function: it sees nothing but what it is given. */
  Walk function(String path, Map<String, Long> own) {
    return new Walk(model, Scope.outermost(), own.isEmpty() ? opsets : own, path + ".", depth + 1);
  }

  int depth() {
    return depth;
  }

  Bound find(String name) {
    return scope.find(name).orElseThrow(
        () -> new InvalidModelException("it reads `" + name + "`, which nothing before it makes"));
  }

  void bind(String name, Bound bound) {
    scope.bind(name, bound);
  }

  Operand operand(Bound bound) {
    return switch (bound) {
      case Bound.Made(Operand operand) -> operand;
      case Bound.Known known -> workshop.operand(known);
      case Bound.Sequence _ -> throw sequence();
    };
  }

  static UnsupportedException sequence() {
    return new UnsupportedException("it takes a sequence, required a tensor");
  }

  void initializers(GraphProto graph) {
    for (TensorProto tensor : graph.initializers()) {
      scope.bind(tensor.name(), model.stored(tensor));
    }
  }

  void nodes(List<NodeProto> nodes) {
    for (int i : model.order(nodes)) {
      node(nodes.get(i), i);
    }
  }

  private void node(NodeProto node, int index) {
    String name = node.name().isEmpty() ? OperatorWords.of(node.opType()) : node.name();
    boolean outermost = prefix.isEmpty();
    if (outermost) {
      workshop.owner = index;
    }
    model.beforeNode(node, this);
    try {
      Location location = new Location.Model(workshop.file, name(node), index);
      map(node, path(prefix + name), location);
    } catch (InvalidModelException e) {
      throw outermost
          ? new InvalidModelException("node " + index + " `" + name + "` (" + operator(node) + "): " + e.text())
          : e;
    }
  }

  private String path(String name) {
    return model.isDeclared() ? workshop.paths.exact(name) : workshop.paths.unique(name);
  }

  /** What people know a node by: its name, or that of its first result. */
  private static String name(NodeProto node) {
    return node.name().isEmpty()
        ? node.outputs().stream().filter(output -> !output.isEmpty()).findFirst().orElse("")
        : node.name();
  }

  private void map(NodeProto node, String path, Location location) {
    if (node.outputs().stream().allMatch(String::isEmpty)) {
      throw new InvalidModelException("it has no result");
    }
    Call call = new Call(this, node, opset(node), path, location, workshop.builder.size());
    model.uses(operator(node));
    String unknown = node.facts().get(Facts.UNKNOWN);
    if (unknown != null && model.isDeclared()) {
      unknown(call, unknown, Set.of());
      return;
    }
    try {
      model.mapping(node, depth).map(call);
    } catch (UnsupportedException e) {
      unknown(call, e.reason(), Set.of());
    } catch (NeedsContentsException e) {
      unknown(call, e.reason(), e.inputs());
    } catch (TypeError e) {
      refused(call, e.text());
    } catch (IllegalArgumentException | ArithmeticException e) {
      refused(call, String.valueOf(e.getMessage()));
    }
  }

  /** Settings or operands that no op takes: the model's error, unless Nacre may be what is narrow. */
  private void refused(Call call, String reason) {
    if (readsUnknown(call.node)) {
      unknown(call, OpaqueOp.DOWNSTREAM, Set.of());
    } else if (isBeyondDoubt(call.node)) {
      throw new InvalidModelException(reason);
    } else {
      unknown(call, reason, Set.of());
    }
  }

  private boolean readsUnknown(NodeProto node) {
    return node.inputs().stream().filter(name -> !name.isEmpty()).map(this::find)
        .anyMatch(bound -> bound instanceof Bound.Made(Operand operand)
            && workshop.builder.type(operand).filter(Type.OPAQUE::equals).isPresent());
  }

  /**
   * Whether an error of types can only be the model's: operands are 32-bit reals or indices of known extents, and none is a
   * shape with symbols.
   */
  private boolean isBeyondDoubt(NodeProto node) {
    return node.inputs().stream().filter(name -> !name.isEmpty()).map(this::find).allMatch(bound -> switch (bound) {
      case Bound.Known _ -> true;
      case Bound.Sequence _ -> false;
      case Bound.Made(Operand operand) -> workshop.builder.type(operand).orElseThrow() instanceof TensorType type
          && type.isRanked() && type.dims().stream().allMatch(dim -> dim instanceof Dim.Known)
          && (type.dtype() == DType.F32 || type.dtype() == DType.I64)
          && workshop.builder.contents(operand).stream().flatMap(List::stream)
              .allMatch(dim -> dim instanceof Dim.Known);
    });
  }

  static String operator(NodeProto node) {
    return node.domain().isEmpty() ? node.opType() : node.domain() + "." + node.opType();
  }

  int opset(NodeProto node) {
    Long version = opsets.get(node.domain());
    if (version != null && model.isDeclared() && node.version().isPresent()) {
      return kept(node, Math.toIntExact(Math.clamp(version, 1, 1000)));
    }
    if (version == null && node.domain().isEmpty()) {
      throw new InvalidModelException("the model does not say which version of ONNX's operators it uses");
    }
    return version == null ? 1 : Math.clamp(version, 1, 1000);
  }

  /** The version that the node says it was of, if that makes no difference. */
  private static int kept(NodeProto node, int version) {
    int own = node.version().orElse(version);
    return node.domain().isEmpty() && OperatorVersions.isSame(node.opType(), own, version) ? own : version;
  }

  private void unknown(Call call, String reason, Set<String> needs) {
    call.abandon();
    NodeProto node = call.node;
    SequencedMap<String, Attr> attributes = new LinkedHashMap<>();
    attributes.put(OpaqueOp.REASON, new Attr.Text(reason));
    node.attributes().forEach(attribute -> attr(attribute, attributes));
    List<Operand> operands = new ArrayList<>();
    for (String input : node.inputs()) {
      if (!input.isEmpty() && find(input) instanceof Bound.Sequence(List<Operand> items)) {
        operands.addAll(items);
      } else {
        operands.add(input.isEmpty() ? Operand.ABSENT : operand(find(input)));
      }
    }
    for (String captured : Regions.captured(node)) {
      operands.addAll(find(captured) instanceof Bound.Sequence(List<Operand> items) ? items
          : List.of(operand(find(captured))));
    }
    OpaqueOp op = new OpaqueOp(domain(node), node.opType(), call.opset(), attributes, new Regions(this).of(node),
        node.outputs().size());
    Node added = workshop.add(call.path, op, operands, OptionalInt.empty(), call.location);
    for (int port = 0; port < node.outputs().size(); port++) {
      if (!node.outputs().get(port).isEmpty()) {
        bind(node.outputs().get(port), new Bound.Made(new Value(added.id(), port)));
      }
    }
    model.unsupported(new Unsupported(operator(node), call.path, reason, needs));
  }

  /** What ONNX calls the operator set of a node. */
  static String domain(NodeProto node) {
    return node.domain().isEmpty() ? "ai.onnx" : node.domain();
  }

  /** Bodies are regions; of what else is no number and no text only the kind is kept. */
  static void attr(AttributeProto attribute, Map<String, Attr> into) {
    switch (attribute.kind()) {
      case INT -> into.put(attribute.name(), Attr.of(attribute.integer()));
      case FLOAT -> into.put(attribute.name(), Attr.of((double) attribute.real()));
      case STRING -> into.put(attribute.name(), new Attr.Text(attribute.text()));
      case INTS -> into.put(attribute.name(), many(attribute.integers(), Attr::of));
      case FLOATS -> into.put(attribute.name(), many(attribute.reals(), real -> Attr.of((double) real)));
      case STRINGS -> into.put(attribute.name(), many(attribute.texts(), Attr.Text::new));
      case GRAPH, GRAPHS -> {}
      default -> into.put(attribute.name(), new Attr.Word(attribute.kind().name().toLowerCase(Locale.ROOT)));
    }
  }

  private static <T> Attr many(List<T> items, Function<T, Attr> attr) {
    return new Attr.Many(items.stream().map(attr).toList());
  }
}
