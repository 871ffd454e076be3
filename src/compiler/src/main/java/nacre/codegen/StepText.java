package nacre.codegen;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Value;
import nacre.ir.op.Candidate;
import nacre.ir.op.Fused;

/** What a step computes, in words of the textual IR: ops and the values that they read, without constants. */
final class StepText {
  private StepText() {}

  /** @param computed which values are not constants */
  static String of(Graph graph, Work work, Predicate<Value> computed) {
    Node node = work.node();
    boolean moves = node.op().candidates(graph.site(node)).stream().anyMatch(Candidate.Permutation.class::isInstance);
    boolean copies = work.how() instanceof Candidate.Permutation && !moves;
    String text = "%" + node.id() + " = " + ops(node, computed) + ": " + node.type();
    return copies ? "copied for " + text : text;
  }

  private static String ops(Node node, Predicate<Value> computed) {
    if (!(node.op() instanceof Fused fused)) {
      return node.op().name() + "(" + values(node.operands(), computed) + ")";
    }
    StringBuilder text = new StringBuilder(fused.anchor().name()).append('(')
        .append(values(node.operands().subList(0, fused.anchorOperands()), computed)).append(')');
    for (Fused.Stage stage : fused.epilogue()) {
      String extras = values(stage.extras().stream().map(node::operand).toList(), computed);
      text.append(" + ").append(stage.op().name()).append(extras.isEmpty() ? "" : "(" + extras + ")");
    }
    return text.toString();
  }

  private static String values(List<Operand> operands, Predicate<Value> computed) {
    return operands.stream().filter(Value.class::isInstance).map(Value.class::cast).filter(computed)
        .map(value -> "%" + value.node() + (value.port() == 0 ? "" : "." + value.port()))
        .collect(Collectors.joining(", "));
  }
}
