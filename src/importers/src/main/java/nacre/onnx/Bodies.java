package nacre.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nacre.importers.InvalidModelException;
import nacre.onnx.proto.AttributeProto;
import nacre.onnx.proto.FunctionProto;
import nacre.onnx.proto.NodeProto;

/** Nodes that are bodies of others: functions of the model are written out where they are called. */
final class Bodies {
  /** Functions that call functions, at most. */
  private static final int MOST_DEPTH = 32;

  private final Call call;

  Bodies(Call call) {
    this.call = call;
  }

  /** The function's nodes, with the call's inputs and attributes in place of its names. */
  void function(FunctionProto function) {
    if (call.walk.depth() >= MOST_DEPTH) {
      throw new InvalidModelException("functions call each other more than " + MOST_DEPTH + " deep");
    }
    Map<String, AttributeProto> given = new HashMap<>();
    function.defaults().forEach(attribute -> given.put(attribute.name(), attribute));
    call.attributes().forEach(given::put);
    given.keySet().forEach(call::ignore);
    Walk walk = call.walk.function(call.path, function.opsets());
    for (int i = 0; i < function.inputs().size(); i++) {
      if (call.has(i)) {
        walk.bind(function.inputs().get(i), call.bound(i));
      }
    }
    walk.nodes(function.nodes().stream().map(node -> filled(node, given)).toList());
    List<Bound> results = new ArrayList<>();
    function.outputs().forEach(output -> results.add(walk.find(output)));
    call.bindAll(results);
  }

  /** A node of the body with what the call says in place of references; what it does not say is left out. */
  private static NodeProto filled(NodeProto node, Map<String, AttributeProto> given) {
    List<AttributeProto> attributes = new ArrayList<>();
    for (AttributeProto attribute : node.attributes()) {
      if (attribute.reference().isEmpty()) {
        attributes.add(attribute);
      } else if (given.containsKey(attribute.reference())) {
        attributes.add(given.get(attribute.reference()).named(attribute.name()));
      }
    }
    return new NodeProto(node.name(), node.domain(), node.opType(), node.overload(), node.inputs(), node.outputs(),
        attributes, node.facts());
  }
}
