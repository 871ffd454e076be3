package nacre.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import nacre.ir.Node;
import nacre.ir.op.InputOp;

/**
 * The tree of blocks that the paths of nodes make: {@code stage2.block0.Bottleneck.conv2d} is a node in nested blocks. A block
 * whose only content is another block is one with it: {@code block0.Bottleneck}.
 *
 * @param name     the last segments of the path; empty for the model itself
 * @param path     the whole path
 * @param children nested blocks, in the order of their first nodes
 * @param nodes    nodes that stand right here
 * @param alike    neighbours that are the same but for their place, and are drawn once, as this block
 */
record Blocks(String name, String path, List<Blocks> children, List<Node> nodes, List<Blocks> alike) {
  private static final Comparator<Blocks> BY_FIRST = Comparator.comparingInt(Blocks::first);

  Blocks {
    children = List.copyOf(children);
    nodes = List.copyOf(nodes);
    alike = List.copyOf(alike);
  }

  /** The tree of some nodes. */
  static Blocks of(List<Node> all) {
    return new Growing("", "").with(all).grown();
  }

  /** The same, blocks that repeat their neighbours merged with them where nothing stands between. */
  Blocks merged(Likeness likeness) {
    List<Blocks> kept = new ArrayList<>();
    Blocks last = this;
    for (Blocks child : children) {
      if (!kept.isEmpty() && follows(child, last.all().getLast().id()) && likeness.repeats(last, child)) {
        kept.add(kept.removeLast().and(child));
      } else {
        kept.add(child);
      }
      last = child;
    }
    List<Blocks> inner = kept.stream().map(child -> child.merged(likeness)).toList();
    return new Blocks(name, path, inner, nodes, alike);
  }

  /** The same, where more than {@code most} nodes stand in one block, in groups that can be drawn as one. */
  Blocks grouped(int most) {
    List<Blocks> inner = new ArrayList<>(children.stream().map(child -> child.grouped(most)).toList());
    if (nodes.size() <= most) {
      return new Blocks(name, path, inner, nodes, alike);
    }
    List<Node> inputs = nodes.stream().filter(node -> node.op() instanceof InputOp).toList();
    List<Node> others = nodes.stream().filter(node -> !(node.op() instanceof InputOp)).toList();
    int size = (int) Math.ceil(Math.sqrt(others.size()));
    for (int from = 0; from < others.size(); from += size) {
      List<Node> group = others.subList(from, Math.min(from + size, others.size()));
      String title = group.getFirst().segment() + " ... " + group.getLast().segment();
      inner.add(new Blocks(title, path, List.of(), group, List.of()));
    }
    return new Blocks(name, path, inner.stream().sorted(BY_FIRST).toList(), inputs, alike);
  }

  private boolean follows(Blocks child, int end) {
    int first = child.first();
    return first > end && nodes.stream().noneMatch(node -> node.id() > end && node.id() < first);
  }

  private Blocks and(Blocks other) {
    List<Blocks> more = new ArrayList<>(alike);
    more.add(other);
    return new Blocks(name, path, children, nodes, more);
  }

  /** Its name, and of how many it is one: {@code block1 ... block3 (3 alike)}. */
  String title() {
    if (alike.isEmpty()) {
      return name;
    }
    String between = alike.size() == 1 ? ", " : " ... ";
    return name + between + alike.getLast().name + " (" + (alike.size() + 1) + " alike)";
  }

  /** Whether it is no more than one layer. */
  boolean isOneNode() {
    return children.isEmpty() && nodes.size() == 1;
  }

  /** How many levels of blocks can be opened without showing more than {@code most} boxes. */
  int depthFor(int most) {
    int depth = 0;
    int above = nodes.size();
    List<Blocks> level = children;
    while (!level.isEmpty()) {
      List<Blocks> below = level.stream().flatMap(block -> block.children.stream()).toList();
      above += level.stream().mapToInt(block -> block.nodes.size()).sum();
      if (above + below.size() > most) {
        return depth;
      }
      level = below;
      depth++;
    }
    return depth;
  }

  /** Whether anything within is drawn once for several. */
  boolean hasAlike() {
    return children.stream().anyMatch(child -> !child.alike.isEmpty() || child.hasAlike());
  }

  /** How many levels of blocks it has within. */
  int levels() {
    return children.stream().filter(child -> !child.isOneNode()).mapToInt(child -> 1 + child.levels()).max().orElse(0);
  }

  /** All nodes, at whatever depth, those of alike blocks within included, in the order of the graph. */
  List<Node> all() {
    Stream<Blocks> inner = children.stream().flatMap(child -> Stream.concat(Stream.of(child), child.alike.stream()));
    return Stream.concat(nodes.stream(), inner.flatMap(child -> child.all().stream()))
        .sorted(Comparator.comparingInt(Node::id)).toList();
  }

  /** The number of its first node. */
  int first() {
    int own = nodes.isEmpty() ? Integer.MAX_VALUE : nodes.getFirst().id();
    return children.isEmpty() ? own : Math.min(own, children.getFirst().first());
  }

  /** How often each op occurs within, the most frequent first: {@code conv2d x3, relu x2}. */
  List<String> census() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    all().forEach(node -> counts.merge(NodeText.op(node), 1, Integer::sum));
    return counts.entrySet().stream().sorted((a, b) -> b.getValue() - a.getValue())
        .map(entry -> entry.getValue() == 1 ? entry.getKey() : entry.getKey() + " x" + entry.getValue()).toList();
  }

  /** A block while nodes are put into it. */
  private record Growing(String name, String path, Map<String, Growing> children, List<Node> nodes) {
    Growing(String name, String path) {
      this(name, path, new LinkedHashMap<>(), new ArrayList<>());
    }

    Growing with(List<Node> all) {
      for (Node node : all) {
        Growing at = this;
        String path = node.path();
        int from = 0;
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', from)) {
          String whole = path.substring(0, dot);
          at = at.children.computeIfAbsent(path.substring(from, dot), segment -> new Growing(segment, whole));
          from = dot + 1;
        }
        at.nodes.add(node);
      }
      return this;
    }

    Blocks grown() {
      List<Blocks> grown = children.values().stream().map(Growing::grown).sorted(BY_FIRST).toList();
      if (nodes.isEmpty() && grown.size() == 1 && !name.isEmpty()) {
        Blocks only = grown.getFirst();
        return new Blocks(name + "." + only.name, only.path, only.children, only.nodes, List.of());
      }
      return new Blocks(name, path, grown, nodes, List.of());
    }
  }
}
