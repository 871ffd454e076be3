package nacre.lint.rules;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Param;
import nacre.ir.Role;
import nacre.ir.Site;
import nacre.ir.TensorType;
import nacre.ir.op.AbsorbsOutputAffine;
import nacre.ir.op.OpSpec;

/**
 * A use of an op whose result is linear in its first operand, with weights from each of its channels to each of the
 * result's: dense layers and convolutions.
 *
 * @param weight the parameter that holds the weights
 * @param axis   where the channels are, in the operand and in the result
 */
record LinearLayer(Node node, Operand.ParamRef weight, int axis) {
  /** What a node is, if it is that. */
  static Optional<LinearLayer> of(Graph graph, Node node) {
    if (!(node.op() instanceof AbsorbsOutputAffine op) || !isRanked(node)) {
      return Optional.empty();
    }
    OpSpec spec = node.op().spec();
    for (int i = 0; i < spec.params().size(); i++) {
      if (spec.params().get(i).role() == Role.WEIGHT
          && node.operand(spec.firstParam() + i) instanceof Operand.ParamRef weight) {
        Site site = graph.site(node);
        return Optional.of(new LinearLayer(node, weight, op.affineAxis(site)));
      }
    }
    return Optional.empty();
  }

  private static boolean isRanked(Node node) {
    return node.type() instanceof TensorType type && type.isRanked();
  }

  Param weights(Graph graph) {
    return graph.param(weight);
  }

  /** Channels of the result. */
  OptionalLong units() {
    return ((TensorType) node.type()).dim(axis).known();
  }

  /** Channels of the operand. */
  OptionalLong features(Graph graph) {
    return graph.site(node).tensor(0).dim(axis).known();
  }

  /** Separate sets of channels. */
  long groups() {
    return node.op().spec().attributes(node.op()).get("groups") instanceof Attr.Int(long groups) ? groups : 1;
  }

  /** How far the window reaches, axis by axis; empty without a window. */
  List<Dim> window(Graph graph) {
    List<Dim> dims = weights(graph).type().dims();
    return dims.subList(Math.min(2, dims.size()), dims.size());
  }
}
