package nacre.decompile;

import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Param;

/** Parameters whose extents follow from symbols of the inputs: a text has none, as no file holds their contents. */
final class OpenParams {
  private OpenParams() {}

  /** @throws Unwritable for the first that a node reads */
  static void refuse(Graph graph, Node node) {
    for (Operand operand : node.operands()) {
      if (operand instanceof Operand.ParamRef ref
          && graph.param(ref).type().dims().stream().anyMatch(dim -> dim.known().isEmpty())) {
        Param param = graph.param(ref);
        throw new Unwritable("`" + param.path() + "` is " + param.type() + ", required known extents; say the sizes of "
            + "symbols with --dim, such as --dim C=3", node.location());
      }
    }
  }
}
