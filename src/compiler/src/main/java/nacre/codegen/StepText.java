package nacre.codegen;

import java.util.List;
import java.util.stream.Collectors;

import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Value;
import nacre.ir.op.Candidate;
import nacre.ir.op.Fused;

/** What a step computes, in words of the textual IR. */
final class StepText {
  private StepText() {}

  static String of(Graph graph, Work work) {
    Node node = work.node();
    boolean copies = work.how() instanceof Candidate.Permutation && !(node.op().candidates(graph.site(node)).stream()
        .anyMatch(Candidate.Permutation.class::isInstance));
    String title = node.op() instanceof Fused fused ? fused.title() : node.op().name();
    String text = "%" + node.id() + " = " + title + operands(node.operands()) + ": " + node.type();
    return copies ? "copied for " + text : text;
  }

  private static String operands(List<Operand> operands) {
    return operands.stream().filter(Value.class::isInstance).map(Value.class::cast)
        .map(value -> "%" + value.node() + (value.port() == 0 ? "" : "." + value.port()))
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
