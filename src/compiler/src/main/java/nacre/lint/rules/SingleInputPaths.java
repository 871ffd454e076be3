package nacre.lint.rules;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

import nacre.analysis.Analyses;
import nacre.analysis.Uses;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Phase;
import nacre.ir.TensorType;
import nacre.ir.op.PreservesShift;

/**
 * Follows a value through ops that read nothing but it and hand a constant per index of an axis on: pooling, flatten,
 * reshape, transpose. Such an op adds nothing of its own: no parameter, no other branch, no activation.
 */
final class SingleInputPaths {
  /** Where a path ends. */
  sealed interface End {}

  /** The value is an output of the network. */
  record AtOutput() implements End {}

  /**
   * The value is read by something that is not on the path any more.
   *
   * @param axis where the axis that was followed is in the operand
   */
  record AtReader(Node reader, int operand, int axis) implements End {}

  private record Step(Node node, int axis) {}

  private final Graph graph;
  private final Analyses analyses;
  private final Phase phase;
  private final Predicate<Node> transparent;

  /** @param transparent other nodes that a value in the first operand goes through with every axis where it was */
  SingleInputPaths(Analyses analyses, Phase phase, Predicate<Node> transparent) {
    this.graph = analyses.graph();
    this.analyses = analyses;
    this.phase = phase;
    this.transparent = transparent;
  }

  /** All ends of the paths that start with an axis of a node's result. A result that nobody reads is no end. */
  List<End> from(Node start, int axis) {
    List<End> ends = new ArrayList<>();
    Deque<Step> open = new ArrayDeque<>(List.of(new Step(start, axis)));
    while (!open.isEmpty()) {
      Step step = open.removeFirst();
      for (Uses.Use use : analyses.uses().of(step.node().value())) {
        switch (use) {
          case Uses.ByOutput _ -> ends.add(new AtOutput());
          case Uses.ByNode(int id, int operand) -> {
            Node reader = graph.node(id);
            OptionalInt on = handedOn(reader, operand, step.axis());
            if (on.isPresent()) {
              open.addLast(new Step(reader, on.getAsInt()));
            } else {
              ends.add(new AtReader(reader, operand, step.axis()));
            }
          }
        }
      }
    }
    return ends;
  }

  private OptionalInt handedOn(Node reader, int operand, int axis) {
    if (operand == 0 && transparent.test(reader)) {
      return OptionalInt.of(axis);
    }
    boolean alone = reader.operands().stream().filter(read -> !(read instanceof Operand.Absent)).count() == 1;
    return alone && isRanked(reader) && reader.op() instanceof PreservesShift op
        && op.preservesShift(graph.site(reader), operand, axis, phase)
            ? analyses.axes().after(reader, operand, axis)
            : OptionalInt.empty();
  }

  private static boolean isRanked(Node reader) {
    return reader.type() instanceof TensorType type && type.isRanked();
  }
}
