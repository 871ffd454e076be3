package nacre.onnx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Graph;
import nacre.ir.IrParseException;
import nacre.ir.IrParser;
import nacre.ir.Node;
import nacre.ir.Param;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.op.Constant;
import nacre.ir.op.InputOp;
import nacre.onnx.proto.Facts;
import nacre.onnx.proto.GraphProto;
import nacre.onnx.proto.ModelProto;
import nacre.onnx.proto.NodeProto;
import nacre.onnx.proto.TensorProto;
import nacre.onnx.proto.ValueProto;

/**
 * What a model that Nacre wrote says of itself, see {@link Facts#GRAPH}: it becomes the graph that it was. One that has been
 * changed so that its own words do not fit it any more is read as any other.
 *
 * @param graph     declarations alone
 * @param inputs    in the order of their nodes
 * @param constants contents with more digits than their element type holds, by path
 */
record Declared(Graph graph, List<Place> inputs, Map<String, Tensor> constants) {
  /**
   * An input of the model.
   *
   * @param name what the file calls it
   * @param node that stands for it
   * @param at   which node of the whole graph this is
   */
  record Place(String name, Node node, int at) {}

  Declared {
    inputs = List.copyOf(inputs);
    constants = Map.copyOf(constants);
  }

  /**
   * What a constant holds: more digits than the file has, if the model says so and those of the file are the same but for
   * rounding.
   */
  Tensor contents(String path, Tensor stored) {
    return Optional.ofNullable(constants.get(path)).filter(exact -> Contents.rounded(exact).equals(stored))
        .orElse(stored);
  }

  /** All but that which outputs name. */
  private static Map<String, Tensor> constants(Graph graph) {
    Map<String, Tensor> constants = new HashMap<>();
    for (Node node : graph.nodes().subList(0, graph.nodes().size() - 1)) {
      if (node.op() instanceof Constant(Tensor contents)) {
        constants.put(node.path(), contents);
      }
    }
    return constants;
  }

  static Optional<Declared> of(ModelProto model, GraphProto file) {
    String said = model.facts().getOrDefault(Facts.GRAPH, "");
    try {
      return said.isEmpty() ? Optional.empty() : of(IrParser.parse(said), model, file);
    } catch (IrParseException | NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static Optional<Declared> of(Graph graph, ModelProto model, GraphProto file) {
    List<Node> nodes = graph.nodes().stream().filter(node -> node.op() instanceof InputOp).toList();
    List<String> places = List.of(model.facts().getOrDefault(Facts.PLACES, "").strip().split(" +"));
    boolean alike =
        !graph.nodes().isEmpty() && nodes.size() == graph.inputs().size() && file.inputs().size() == nodes.size()
            && (nodes.isEmpty() || places.size() == nodes.size());
    if (!alike || !fits(graph, file)) {
      return Optional.empty();
    }
    List<Place> inputs = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = graph.producer(graph.inputs().get(i).value());
      if (!fits(file.inputs().get(i), node)) {
        return Optional.empty();
      }
      inputs.add(new Place(file.inputs().get(i).name(), node, Integer.parseInt(places.get(nodes.indexOf(node)))));
    }
    inputs.sort(Comparator.comparingInt(Place::at));
    return Optional.of(new Declared(graph, inputs, constants(graph)));
  }

  private static boolean fits(Graph graph, GraphProto file) {
    List<Param> params = graph.params();
    boolean fits = file.initializers().size() >= params.size() && file.outputs().size() == graph.outputs().size()
        && file.nodes().stream().map(NodeProto::layer).allMatch(layer -> layer.orElse(-1) < graph.layers().size());
    for (int i = 0; fits && i < params.size(); i++) {
      TensorProto tensor = file.initializers().get(i);
      fits = ElementTypes.of(tensor.elementType()).equals(Optional.of(params.get(i).type().dtype()))
          && tensor.dims().stream().allMatch(dim -> dim >= 0)
          && tensor.dims().stream().<Dim>map(Dim::of).toList().equals(params.get(i).type().dims());
    }
    return fits;
  }

  private static boolean fits(ValueProto input, Node node) {
    if (!(node.type() instanceof TensorType type) || !type.isRanked()) {
      return false;
    }
    Optional<DType> dtype = input.elementType().flatMap(ElementTypes::of);
    List<ValueProto.Extent> extents = input.shape().orElse(List.of());
    boolean fits = input.isTensor() && dtype.equals(Optional.of(type.dtype())) && extents.size() == type.rank();
    for (int axis = 0; fits && axis < extents.size(); axis++) {
      boolean known = type.dim(axis) instanceof Dim.Known;
      Optional<Long> size = extents.get(axis).size();
      fits = size.isPresent() ? type.dim(axis).is(size.get()) : !known;
    }
    return fits;
  }
}
