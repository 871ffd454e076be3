package nacre.picture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

import nacre.ir.Node;

/**
 * The tree of blocks that the paths of nodes make: {@code stage2.block0.Bottleneck.conv2d} is a node in three nested blocks.
 *
 * @param name     the last segment; empty for the model itself
 * @param children nested blocks by their segment
 * @param nodes    nodes that stand right here
 */
record Blocks(String name, SequencedMap<String, Blocks> children, List<Node> nodes) {
  static Blocks of(List<Node> all) {
    Blocks root = empty("");
    for (Node node : all) {
      Blocks at = root;
      String path = node.path();
      int from = 0;
      for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', from)) {
        String segment = path.substring(from, dot);
        at = at.children.computeIfAbsent(segment, Blocks::empty);
        from = dot + 1;
      }
      at.nodes.add(node);
    }
    return root;
  }

  private static Blocks empty(String name) {
    return new Blocks(name, new LinkedHashMap<>(), new ArrayList<>());
  }

  /** The greatest depth at which opening all blocks shows no more than {@code most} boxes; 0 opens none. */
  int depthFor(int most) {
    int depth = 0;
    List<Blocks> level = List.of(this);
    int above = 0;
    while (!level.isEmpty()) {
      above += level.stream().mapToInt(block -> block.nodes.size()).sum();
      level = level.stream().flatMap(block -> block.children.values().stream()).toList();
      if (level.isEmpty() || above + level.size() > most && depth > 0) {
        return depth;
      }
      depth++;
    }
    return depth;
  }

  /** All nodes, at whatever depth. */
  List<Node> all() {
    List<Node> all = new ArrayList<>();
    List<Blocks> open = new ArrayList<>(List.of(this));
    while (!open.isEmpty()) {
      Blocks block = open.removeLast();
      all.addAll(block.nodes);
      open.addAll(block.children.values());
    }
    return all;
  }

  /** How often each op occurs within, the most frequent first: {@code conv2d x3, relu x2}. */
  List<String> census() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    all().stream().sorted((a, b) -> a.id() - b.id()).forEach(node -> counts.merge(NodeText.op(node), 1, Integer::sum));
    return counts.entrySet().stream().sorted((a, b) -> b.getValue() - a.getValue())
        .map(entry -> entry.getValue() == 1 ? entry.getKey() : entry.getKey() + " x" + entry.getValue()).toList();
  }
}
