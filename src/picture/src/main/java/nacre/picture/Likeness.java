package nacre.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Value;

/** Which blocks are the same but for their place, and follow one another so that one can stand for both. */
final class Likeness {
  private static final int OUTSIDE = -1;

  private final Graph graph;
  private final Labels labels;
  private final Map<Integer, List<Integer>> readers = new HashMap<>();

  Likeness(Graph graph, Labels labels) {
    this.graph = graph;
    this.labels = labels;
    for (Node node : graph.nodes()) {
      node.operands().forEach(operand -> read(operand, node.id()));
    }
    graph.outputs().forEach(output -> read(output.value(), OUTSIDE));
  }

  private void read(Operand operand, int reader) {
    if (operand instanceof Value value) {
      readers.computeIfAbsent(value.node(), _ -> new ArrayList<>()).add(reader);
    }
  }

  /** Whether {@code next} repeats {@code block}, on its results, which nothing else reads. */
  boolean repeats(Blocks block, Blocks next) {
    return isChained(block, next) && signature(block).equals(signature(next));
  }

  private boolean isChained(Blocks block, Blocks next) {
    Set<Integer> within = ids(block);
    Set<Integer> outer = new HashSet<>();
    within.forEach(id -> outer.addAll(readers.getOrDefault(id, List.of())));
    outer.removeAll(within);
    return !outer.isEmpty() && ids(next).containsAll(outer);
  }

  private static Set<Integer> ids(Blocks block) {
    return block.all().stream().map(Node::id).collect(Collectors.toSet());
  }

  /** Names within, ops, settings, shapes, wiring, fates and findings. */
  private String signature(Blocks block) {
    List<Node> nodes = block.all();
    Map<Integer, Integer> positions = new HashMap<>();
    nodes.forEach(node -> positions.put(node.id(), positions.size()));
    return nodes.stream().map(node -> line(block, node, positions)).collect(Collectors.joining("\n"));
  }

  private String line(Blocks block, Node node, Map<Integer, Integer> positions) {
    return node.path().substring(block.path().length()) + ' ' + node.op() + ' ' + node.types() + ' '
        + node.operands().stream().map(operand -> operand(operand, positions)).toList() + ' ' + labels.appearance(node);
  }

  private String operand(Operand operand, Map<Integer, Integer> positions) {
    return switch (operand) {
      case Value(int node, int port) when positions.containsKey(node) -> positions.get(node) + "/" + port;
      case Operand.Absent _ -> "absent";
      case Operand.ParamRef _, Value _ -> graph.type(operand).toString();
    };
  }
}
