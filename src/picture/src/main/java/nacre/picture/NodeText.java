package nacre.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Param;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.op.Fused;
import nacre.ir.op.InputOp;

/** The words in a box. */
final class NodeText {
  private NodeText() {}

  /** What the node is: {@code conv2d}, {@code conv2d + relu}, {@code input}. */
  static String op(Node node) {
    return switch (node.op()) {
      case Fused fused -> fused.title();
      case InputOp _ -> "input";
      default -> node.op().name();
    };
  }

  /** The node's own name in its block. */
  static String name(Node node) {
    return node.path().substring(node.path().lastIndexOf('.') + 1);
  }

  /** Name, op where the name does not say it, and what its parameters measure. */
  static List<String> lines(Graph graph, Node node) {
    List<String> lines = new ArrayList<>();
    String op = op(node);
    boolean evident = name(node).replaceAll("_\\d+$", "").equals(op);
    lines.add(evident ? name(node) : name(node) + ": " + op);
    weights(graph, node).forEach(lines::add);
    return lines;
  }

  private static List<String> weights(Graph graph, Node node) {
    for (Operand operand : node.operands()) {
      if (operand instanceof Operand.ParamRef(int index)) {
        Param param = graph.params().get(index);
        if (param.type().isRanked() && param.type().rank() > 1) {
          return List.of(shape(param.type()));
        }
      }
    }
    return List.of();
  }

  /** {@code N×64×56×56}; a scalar is {@code scalar}. */
  static String shape(Type type) {
    if (!(type instanceof TensorType tensor) || !tensor.isRanked()) {
      return "?";
    }
    return tensor.rank() == 0 ? "scalar"
        : tensor.dims().stream().map(Dim::toString).collect(Collectors.joining("\u00d7"));
  }

  /** The settings of the op, one per line. */
  static List<String> settings(Node node) {
    if (node.op() instanceof Fused || node.op() instanceof InputOp) {
      return List.of();
    }
    Map<String, Attr> attributes = node.op().spec().attributes(node.op());
    return attributes.entrySet().stream().map(entry -> entry.getKey() + " = " + entry.getValue()).toList();
  }
}
