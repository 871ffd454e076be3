package nacre.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import nacre.analysis.Constness;
import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.op.Fused;
import nacre.ir.op.InputOp;
import nacre.ir.op.Ops;

/** The words in a box. */
final class NodeText {
  private static final Set<String> OPS = Set.copyOf(Ops.names());

  private NodeText() {}

  /** What the node is: {@code conv2d}, {@code conv2d + relu}, {@code input}. */
  static String op(Node node) {
    return switch (node.op()) {
      case Fused fused -> fused.title();
      case InputOp _ -> "input";
      default -> node.op().name();
    };
  }

  /** Name, op where the name does not say it, and what its parameters measure. A name of another op says nothing. */
  static List<String> lines(Graph graph, Constness constness, String name, Node node) {
    List<String> lines = new ArrayList<>();
    String op = op(node);
    String said = name.replaceAll("_\\d+$", "");
    if (said.equals(op)) {
      lines.add(name);
    } else if (OPS.contains(said)) {
      lines.add(op);
    } else {
      lines.add(name + ": " + op);
    }
    weights(graph, constness, node).ifPresent(lines::add);
    return lines;
  }

  /** The shape of the first operand that stays the same from run to run, vectors aside. */
  private static Optional<String> weights(Graph graph, Constness constness, Node node) {
    return node.operands().stream().filter(constness::isConstant).flatMap(operand -> graph.type(operand).stream())
        .filter(type -> type instanceof TensorType tensor && tensor.isRanked() && tensor.rank() > 1)
        .map(NodeText::shape).findFirst();
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
