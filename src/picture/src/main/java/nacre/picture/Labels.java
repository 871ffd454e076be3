package nacre.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import nacre.analysis.Analyses;
import nacre.analysis.Constness;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.op.InputOp;
import nacre.source.Diagnostic;
import nacre.source.Severity;

/**
 * What is written in boxes, and how they look.
 *
 * @param findings about nodes, by their number
 */
record Labels(Graph graph, Constness constness, Fates fates, Map<Integer, List<Diagnostic>> findings) {
  static Labels of(Graph graph, Fates fates, Map<Integer, List<Diagnostic>> findings) {
    return new Labels(graph, new Analyses(graph).constness(), fates, findings);
  }

  /** Whether the node belongs in a picture: what is the same in every run does not. */
  boolean isShown(Node node) {
    return node.op() instanceof InputOp || !constness.isConstant(node.value());
  }

  /** The box of a node that goes by a name. */
  Picture.Box box(int id, String name, Node node) {
    List<String> lines = new ArrayList<>(NodeText.lines(graph, constness, name, node));
    fates.note(node).ifPresent(lines::add);
    List<String> tooltip = new ArrayList<>(List.of(node.path()));
    tooltip.addAll(NodeText.settings(node));
    tooltip.addAll(fates.remarks(node));
    return alarming(id, lines, look(node), tooltip, findings(node));
  }

  /** The box of a whole block. */
  Picture.Box box(int id, Blocks block) {
    List<String> lines = new ArrayList<>(List.of(block.title()));
    lines.addAll(block.census());
    List<Node> inside = block.all();
    List<Diagnostic> own = inside.stream().flatMap(node -> findings(node).stream()).distinct().toList();
    return alarming(id, lines, Picture.Look.BLOCK,
        List.of(block.path().isEmpty() ? block.name() : block.path(), inside.size() + " nodes"), own);
  }

  private static Picture.Box alarming(int id, List<String> lines, Picture.Look look, List<String> tooltip,
      List<Diagnostic> own) {
    Optional<Severity> worst = own.stream().map(Diagnostic::severity).min(Severity::compareTo);
    Stream<String> texts = own.stream()
        .map(finding -> finding.severity().word() + " [" + finding.id() + "]: " + finding.message());
    return new Picture.Box(id, lines, look, worst, Stream.concat(tooltip.stream(), texts).toList());
  }

  private List<Diagnostic> findings(Node node) {
    return findings.getOrDefault(node.id(), List.of());
  }

  private Picture.Look look(Node node) {
    if (node.op() instanceof InputOp) {
      return Picture.Look.INPUT;
    }
    boolean weighted = node.operands().stream().anyMatch(
        operand -> constness.isConstant(operand) && !(operand instanceof Operand.Absent));
    return fates.look(node).orElse(weighted ? Picture.Look.LAYER : Picture.Look.PLAIN);
  }

  /** What tells two nodes with one op apart. */
  String appearance(Node node) {
    return look(node) + " " + fates.note(node) + " " + findings(node).stream().map(Diagnostic::id).toList();
  }
}
