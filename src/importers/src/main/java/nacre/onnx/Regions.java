package nacre.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import nacre.importers.InvalidModelException;
import nacre.importers.Paths;
import nacre.ir.Attr;
import nacre.ir.Graph;
import nacre.ir.GraphBuilder;
import nacre.ir.Location;
import nacre.ir.Operand;
import nacre.ir.Output;
import nacre.ir.Value;
import nacre.ir.op.OpaqueOp;
import nacre.onnx.proto.AttributeProto;
import nacre.onnx.proto.GraphProto;
import nacre.onnx.proto.NodeProto;
import nacre.onnx.proto.ValueProto;

/**
 * Bodies of a node that is not known, as graphs of nodes that are not known either: to be read and drawn. What a body takes,
 * holds or captures are nodes of it, too.
 */
final class Regions {
  private final Walk walk;

  Regions(Walk walk) {
    this.walk = walk;
  }

  /** The bodies of a node, each under the name of its attribute. */
  List<Graph> of(NodeProto node) {
    List<Graph> regions = new ArrayList<>();
    for (AttributeProto attribute : node.attributes()) {
      attribute.graph().ifPresent(body -> regions.add(new Region(attribute.name()).graph(body)));
    }
    return regions;
  }

  /** Names that the bodies of a node read and do not make, each once. */
  static Set<String> captured(NodeProto node) {
    Set<String> names = new LinkedHashSet<>();
    node.attributes().stream().flatMap(attribute -> attribute.graph().stream())
        .forEach(body -> names.addAll(captured(body)));
    return names;
  }

  private static Set<String> captured(GraphProto body) {
    Set<String> names = new LinkedHashSet<>();
    for (NodeProto node : body.nodes()) {
      names.addAll(node.inputs());
      names.addAll(captured(node));
    }
    body.outputs().forEach(output -> names.add(output.name()));
    body.inputs().forEach(input -> names.remove(input.name()));
    body.initializers().forEach(tensor -> names.remove(tensor.name()));
    body.nodes().forEach(node -> node.outputs().forEach(names::remove));
    names.remove("");
    return names;
  }

  /** One body in the making. */
  private final class Region {
    private final GraphBuilder builder;
    private final Paths paths = new Paths();
    private final Map<String, Operand> values = new HashMap<>();

    Region(String name) {
      this.builder = new GraphBuilder(Paths.symbol(name));
    }

    Graph graph(GraphProto body) {
      body.inputs().forEach(input -> source("Input", input.name()));
      body.initializers().forEach(tensor -> source("Initializer", tensor.name()));
      captured(body).forEach(name -> source("Captured", name));
      for (int i : Order.of(body.nodes())) {
        node(body.nodes().get(i), i);
      }
      Set<String> names = new LinkedHashSet<>(body.outputs().stream().map(ValueProto::name).toList());
      names.forEach(name -> builder.output(new Output(name, (Value) value(name), List.of(), OptionalInt.empty(),
          new Location.Model(walk.workshop.file, name, -1))));
      return builder.build();
    }

    private void source(String kind, String name) {
      OpaqueOp op = new OpaqueOp("ai.onnx", kind, 1, new LinkedHashMap<>(), List.of(), 1);
      add(name, op, List.of(), List.of(name), -1);
    }

    private void node(NodeProto node, int index) {
      walk.model.writesOut();
      LinkedHashMap<String, Attr> attributes = new LinkedHashMap<>();
      node.attributes().forEach(attribute -> Walk.attr(attribute, attributes));
      OpaqueOp op = new OpaqueOp(Walk.domain(node), node.opType(), walk.opset(node), attributes,
          Regions.this.of(node), node.outputs().size());
      List<Operand> operands = new ArrayList<>();
      node.inputs().forEach(name -> operands.add(name.isEmpty() ? Operand.ABSENT : value(name)));
      captured(node).forEach(name -> operands.add(value(name)));
      add(node.name().isEmpty() ? OperatorWords.of(node.opType()) : node.name(), op, operands, node.outputs(), index);
    }

    private Operand value(String name) {
      Operand value = values.get(name);
      if (value == null) {
        throw new InvalidModelException("a body of it reads `" + name + "`, which nothing before it makes");
      }
      return value;
    }

    private void add(String name, OpaqueOp op, List<Operand> operands, List<String> results, int index) {
      int id = builder.add(paths.unique(name), op, operands, OptionalInt.empty(),
          new Location.Model(walk.workshop.file, name, index)).id();
      for (int port = 0; port < results.size(); port++) {
        values.put(results.get(port), new Value(id, port));
      }
    }
  }
}
