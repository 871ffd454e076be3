package nacre.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Output;
import nacre.ir.Value;

/**
 * Makes the picture of a graph: nodes that depend on an input as boxes, block calls and loop turns as clusters, those below
 * a depth as one box each.
 */
final class Drawing {
  private final Graph graph;
  private final Labels labels;
  private final int depth;
  private final Map<Integer, Integer> boxOf = new HashMap<>();
  private final List<Map<Integer, Integer>> copyOf = new ArrayList<>();
  private int boxes;

  private Drawing(Labels labels, int depth) {
    this.graph = labels.graph();
    this.labels = labels;
    this.depth = depth;
  }

  /** The picture, in one column. */
  static Picture of(Labels labels, PictureOptions options) {
    Graph graph = labels.graph();
    List<Node> nodes = graph.nodes().stream().filter(labels::isShown).toList();
    Blocks written = Blocks.of(nodes).grouped(PictureOptions.READABLE);
    Blocks blocks = switch (options.alike()) {
      case ONCE -> written.merged(new Likeness(graph, labels));
      case EACH -> written;
    };
    int opened = options.depth().orElseGet(() -> blocks.depthFor(PictureOptions.READABLE));
    Drawing drawing = new Drawing(labels, opened);
    List<Picture.Part> parts = new ArrayList<>(drawing.parts(blocks, 0));
    Set<Picture.Edge> edges = new LinkedHashSet<>(drawing.edges(nodes));
    drawing.outputs(parts, edges);
    return new Picture(graph.name(), List.of(new Picture.Column(parts)), List.copyOf(edges),
        hint(nodes.size(), drawing.shown(), blocks, opened));
  }

  private int shown() {
    return boxes;
  }

  private static Optional<String> hint(int nodes, int boxes, Blocks blocks, int opened) {
    List<String> reasons = new ArrayList<>();
    if (blocks.hasAlike()) {
      reasons.add("alike neighbours are drawn once");
    }
    if (opened < blocks.levels()) {
      reasons.add("blocks deeper than level " + opened + " are collapsed");
    }
    return reasons.isEmpty() ? Optional.empty()
        : Optional.of(nodes + " nodes in " + boxes + " boxes: " + String.join("; ", reasons));
  }

  /** A part and the first node in it. */
  private record Placed(int first, Picture.Part part) {}

  /** In the order of the graph. Blocks nest as deep as calls in a text do, which the language bounds. */
  private List<Picture.Part> parts(Blocks block, int level) {
    List<Placed> parts = new ArrayList<>();
    block.nodes().forEach(node -> parts.add(new Placed(node.id(), box(node.segment(), node))));
    block.children().forEach(child -> parts.add(new Placed(child.first(), part(child, level))));
    return parts.stream().sorted(Comparator.comparingInt(Placed::first)).map(Placed::part).toList();
  }

  private Picture.Part part(Blocks block, int level) {
    Picture.Part part;
    if (block.isOneNode()) {
      part = box(block.title(), block.nodes().getFirst());
    } else if (level >= depth) {
      int id = boxes++;
      block.all().forEach(node -> boxOf.put(node.id(), id));
      part = labels.box(id, block);
    } else {
      List<Picture.Part> inner = parts(block, level + 1);
      part = new Picture.Cluster(block.title(), block.path(), inner);
    }
    copies(block);
    return part;
  }

  private Picture.Box box(String name, Node node) {
    int id = boxes++;
    boxOf.put(node.id(), id);
    return labels.box(id, name, node);
  }

  /** Nodes of blocks that are drawn once for several are where the same nodes of the drawn one are. */
  private void copies(Blocks block) {
    if (block.alike().isEmpty()) {
      return;
    }
    List<Node> drawn = block.all();
    Map<Integer, Integer> copies = new HashMap<>();
    drawn.forEach(node -> copies.put(node.id(), 0));
    for (int copy = 0; copy < block.alike().size(); copy++) {
      List<Node> same = block.alike().get(copy).all();
      for (int i = 0; i < same.size(); i++) {
        boxOf.put(same.get(i).id(), box(drawn.get(i).id()));
        copies.put(same.get(i).id(), copy + 1);
      }
    }
    copyOf.add(copies);
  }

  private List<Picture.Edge> edges(List<Node> nodes) {
    Set<Picture.Edge> edges = new LinkedHashSet<>();
    for (Node node : nodes) {
      for (Operand operand : node.operands()) {
        if (operand instanceof Value value && boxOf.containsKey(value.node()) && isDrawn(value.node(), node.id())) {
          edges.add(edge(value, box(node.id())));
        }
      }
    }
    return List.copyOf(edges);
  }

  private boolean isDrawn(int from, int to) {
    return box(from) != box(to) && copyOf.stream().allMatch(copies -> !copies.containsKey(from)
        || !copies.containsKey(to) || Objects.equals(copies.get(from), copies.get(to)));
  }

  private Picture.Edge edge(Value value, int to) {
    String shape = NodeText.shape(graph.type(value).orElseThrow());
    return new Picture.Edge(box(value.node()), to, shape);
  }

  private int box(int node) {
    return Optional.ofNullable(boxOf.get(node)).orElseThrow();
  }

  private void outputs(List<Picture.Part> parts, Set<Picture.Edge> edges) {
    for (Output output : graph.outputs()) {
      int id = boxes++;
      parts.add(new Picture.Box(id, List.of(output.name()), Picture.Look.OUTPUT, Optional.empty(), List.of("output")));
      if (boxOf.containsKey(output.value().node())) {
        edges.add(edge(output.value(), id));
      }
    }
  }
}
