package nacre.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import nacre.analysis.Analyses;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Output;
import nacre.ir.Value;
import nacre.ir.op.InputOp;
import nacre.source.Diagnostic;
import nacre.source.Severity;

/**
 * Makes the picture of a graph: nodes that depend on an input as boxes, block calls and loop turns as clusters, those below
 * a depth as one box each.
 */
final class Drawing {
  private final Graph graph;
  private final Fates fates;
  private final Map<Integer, List<Diagnostic>> findings;
  private final int depth;
  private final Map<Integer, Integer> boxOf = new HashMap<>();
  private int boxes;

  private Drawing(Graph graph, Fates fates, Map<Integer, List<Diagnostic>> findings, int depth) {
    this.graph = graph;
    this.fates = fates;
    this.findings = findings;
    this.depth = depth;
  }

  /**
   * The picture.
   *
   * @param findings about nodes, by their number
   * @param depth    how many levels of blocks are opened; empty for as many as can be read
   * @param most     boxes that can be read
   */
  static Picture of(Graph graph, Fates fates, Map<Integer, List<Diagnostic>> findings, Optional<Integer> depth,
      int most) {
    Analyses analyses = new Analyses(graph);
    List<Node> nodes = graph.nodes().stream()
        .filter(node -> node.op() instanceof InputOp || !analyses.constness().isConstant(node.value())).toList();
    Blocks blocks = Blocks.of(nodes);
    int opened = depth.orElseGet(() -> nodes.size() <= most ? Integer.MAX_VALUE : blocks.depthFor(most));
    Drawing drawing = new Drawing(graph, fates, findings, opened);
    List<Picture.Part> parts = new ArrayList<>(drawing.parts(blocks, 0));
    List<Picture.Edge> edges = new ArrayList<>(drawing.edges(nodes));
    drawing.outputs(parts, edges);
    return new Picture(graph.name(), parts, edges, hint(nodes.size(), drawing.boxes, opened));
  }

  private static Optional<String> hint(int nodes, int boxes, int opened) {
    return boxes < nodes
        ? Optional.of(nodes + " nodes in " + boxes + " boxes: blocks below level " + opened + " are collapsed; --depth "
            + (opened + 1) + " opens one more level")
        : Optional.empty();
  }

  /** Blocks nest as deep as their calls in a text do, which the language bounds. */
  private List<Picture.Part> parts(Blocks block, int level) {
    List<Picture.Part> parts = new ArrayList<>();
    block.nodes().forEach(node -> parts.add(box(node)));
    for (Blocks child : block.children().values()) {
      if (level >= depth) {
        parts.add(collapsed(child));
      } else {
        parts.add(new Picture.Cluster(child.name(), parts(child, level + 1)));
      }
    }
    return parts;
  }

  private Picture.Box box(Node node) {
    int id = boxes++;
    boxOf.put(node.id(), id);
    List<String> lines = new ArrayList<>(NodeText.lines(graph, node));
    fates.note(node).ifPresent(lines::add);
    List<String> tooltip = new ArrayList<>(List.of(node.path()));
    tooltip.addAll(NodeText.settings(node));
    tooltip.addAll(fates.remarks(node));
    List<Diagnostic> own = findings.getOrDefault(node.id(), List.of());
    own.forEach(finding -> tooltip.add(text(finding)));
    return new Picture.Box(id, lines, look(node), worst(own), tooltip);
  }

  private Picture.Look look(Node node) {
    if (node.op() instanceof InputOp) {
      return Picture.Look.INPUT;
    }
    boolean weighted = node.operands().stream().anyMatch(Operand.ParamRef.class::isInstance);
    return fates.look(node).orElse(weighted ? Picture.Look.LAYER : Picture.Look.PLAIN);
  }

  private Picture.Box collapsed(Blocks block) {
    int id = boxes++;
    List<Node> inside = block.all();
    inside.forEach(node -> boxOf.put(node.id(), id));
    List<String> lines = new ArrayList<>(List.of(block.name()));
    lines.addAll(block.census());
    List<Diagnostic> own = inside.stream().flatMap(node -> findings.getOrDefault(node.id(), List.of()).stream())
        .distinct().toList();
    List<String> tooltip = new ArrayList<>(List.of(block.name() + ": " + inside.size() + " nodes"));
    own.forEach(finding -> tooltip.add(text(finding)));
    return new Picture.Box(id, lines, Picture.Look.BLOCK, worst(own), tooltip);
  }

  private static String text(Diagnostic finding) {
    return finding.severity().word() + " [" + finding.id() + "]: " + finding.message();
  }

  private static Optional<Severity> worst(List<Diagnostic> findings) {
    return findings.stream().map(Diagnostic::severity).min(Severity::compareTo);
  }

  private List<Picture.Edge> edges(List<Node> nodes) {
    Set<Picture.Edge> edges = new LinkedHashSet<>();
    for (Node node : nodes) {
      for (Operand operand : node.operands()) {
        if (operand instanceof Value value && boxOf.containsKey(value.node())) {
          int from = box(value.node());
          if (from != box(node.id())) {
            edges.add(new Picture.Edge(from, box(node.id()), shape(value)));
          }
        }
      }
    }
    return List.copyOf(edges);
  }

  private int box(int node) {
    return Optional.ofNullable(boxOf.get(node)).orElseThrow();
  }

  private String shape(Value value) {
    return NodeText.shape(graph.type(value).orElseThrow());
  }

  private void outputs(List<Picture.Part> parts, List<Picture.Edge> edges) {
    for (Output output : graph.outputs()) {
      int id = boxes++;
      parts.add(new Picture.Box(id, List.of(output.name()), Picture.Look.OUTPUT, Optional.empty(), List.of("output")));
      Optional.ofNullable(boxOf.get(output.value().node()))
          .ifPresent(from -> edges.add(new Picture.Edge(from, id, shape(output.value()))));
    }
  }
}
