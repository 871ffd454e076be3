package nacre.lint.rules;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

import nacre.ir.Attr;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Output;
import nacre.ir.Value;

/**
 * An output with the cross-entropy that it is trained with. A loss that the text says for all outputs counts for those
 * that neither are made of another output nor make one: of logits and their softmax, it is not known which it is fed.
 */
record TrainedOutput(Output output, Loss loss) {
  /** Those of a network; none where the text says nothing of the training. */
  static List<TrainedOutput> of(Graph graph) {
    List<TrainedOutput> trained = new ArrayList<>();
    for (Output output : graph.outputs()) {
      Optional<Attr> said = graph.training().of(output.name(), "loss");
      boolean own = graph.training().fact(output.name() + ".loss").isPresent();
      if (said.isPresent() && (own || standsAlone(graph, output))) {
        Loss.of(said.get(), graph.training().of(output.name(), "from_logits"))
            .ifPresent(loss -> trained.add(new TrainedOutput(output, loss)));
      }
    }
    return trained;
  }

  private static boolean standsAlone(Graph graph, Output output) {
    return graph.outputs().stream().filter(other -> !other.equals(output))
        .noneMatch(other -> dependsOn(graph, output, other) || dependsOn(graph, other, output));
  }

  private static boolean dependsOn(Graph graph, Output output, Output on) {
    BitSet open = new BitSet();
    open.set(output.value().node());
    for (int id = output.value().node(); id > on.value().node(); id--) {
      if (open.get(id)) {
        for (Operand operand : graph.node(id).operands()) {
          if (operand instanceof Value(int before, int _)) {
            open.set(before);
          }
        }
      }
    }
    return open.get(on.value().node());
  }

  /** The node that computes its elements, whatever reshapes them afterwards. */
  Node head(Graph graph) {
    return Rearrangement.sourceAtInference(graph, output.value());
  }

  /** Whether the output is a node's very result, in its shape. */
  boolean isResultOf(Node node) {
    return output.value().equals(node.value());
  }
}
