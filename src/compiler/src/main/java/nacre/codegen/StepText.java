package nacre.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.Value;
import nacre.ir.op.Candidate;
import nacre.ir.op.Constant;
import nacre.ir.op.Fused;
import nacre.ir.op.Op;

/**
 * What a step computes, as one would write the call: its inputs, without the parameters of a layer, and the settings that
 * are not defaults, for instance {@code %18 = conv2d(%16, 64, 3, stride=2) + relu}.
 */
final class StepText {
  private final Graph graph;
  private final Node node;
  private final Predicate<Value> computed;

  private StepText(Graph graph, Node node, Predicate<Value> computed) {
    this.graph = graph;
    this.node = node;
    this.computed = computed;
  }

  /**
   * One line, or one for each node of which a walk computes a part or all.
   *
   * @param computed which values are not constants
   */
  static String of(Graph graph, Work work, Predicate<Value> computed) {
    return Stream.concat(work.links().stream(), Stream.of(work)).map(link -> one(graph, link, computed)).distinct()
        .collect(Collectors.joining("\n"));
  }

  private static String one(Graph graph, Work work, Predicate<Value> computed) {
    Node node = work.node();
    boolean moves = node.op().candidates(graph.site(node)).stream().anyMatch(Candidate.Permutation.class::isInstance);
    boolean copies = work.how() instanceof Candidate.Permutation && !moves;
    String text = "%" + node.id() + " = " + new StepText(graph, node, computed).ops() + ": " + node.type();
    return copies ? "copied for " + text : text;
  }

  private String ops() {
    if (!(node.op() instanceof Fused fused)) {
      return node.op().name() + "(" + arguments(node.op(), node.operands()) + ")";
    }
    List<Operand> anchor = node.operands().subList(0, fused.anchorOperands());
    StringBuilder text = new StringBuilder(fused.anchor().name()).append('(').append(arguments(fused.anchor(), anchor))
        .append(')');
    for (Fused.Stage stage : fused.epilogue()) {
      String extras = arguments(stage.op(), stage.extras().stream().map(node::operand).toList());
      text.append(" + ").append(stage.op().name()).append(extras.isEmpty() ? "" : "(" + extras + ")");
    }
    return text.toString();
  }

  private String arguments(Op op, List<Operand> operands) {
    List<String> arguments = new ArrayList<>();
    for (int position = 0; position < operands.size(); position++) {
      Operand operand = operands.get(position);
      boolean input = op.spec().params().isEmpty() || position < op.spec().firstParam();
      if (operand instanceof Value value && computed.test(value)) {
        arguments.add("%" + value.node() + (value.port() == 0 ? "" : "." + value.port()));
      } else if (input) {
        constant(operand).ifPresent(arguments::add);
      }
    }
    List<Optional<Type>> types = operands.stream().map(graph::type).toList();
    arguments.addAll(SettingsText.of(op, types, rank(types.stream().flatMap(Optional::stream).findFirst())));
    return String.join(", ", arguments);
  }

  /** A number, or where the constant comes from. */
  private Optional<String> constant(Operand operand) {
    return switch (operand) {
      case Value value when graph.producer(value).op() instanceof Constant(Tensor contents)
          && contents.elements() == 1 -> Optional.of(
              contents.dtype().isReal()
                  ? String.valueOf(contents.real(0))
                  : String.valueOf(contents.integer(0)));
      case Value value -> Optional.of(graph.producer(value).path());
      case Operand.ParamRef(int index) -> Optional.of(graph.params().get(index).path());
      case Operand.Absent _ -> Optional.empty();
    };
  }

  /** What reads nothing but the value so far has the rank of the result. */
  private int rank(Optional<Type> first) {
    return first.orElse(node.type()) instanceof TensorType type && type.isRanked() ? type.rank() : -1;
  }
}
