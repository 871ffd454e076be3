package nacre.syntax.resolve;

import java.util.Optional;
import nacre.ir.Frame;
import nacre.syntax.Statement;

/**
 * One expansion of a definition's body, or one turn of a loop in it.
 *
 * @param def         the definition that the text is in
 * @param nodePath  its path, which those of nodes in it go on from; empty in a model's own body
 * @param layerPath what paths of layers and parameters go on from; differs inside declared layers
 * @param shared    whether a layer that is here already is applied again, not made
 * @param unnamed   the innermost loop around whose turns have no name
 */
record Instance(BlockDef def, Segments segments, String nodePath, String layerPath, boolean shared,
    Optional<Statement> unnamed, Optional<Frame> frame) {

  /** The path of a node, or of a part with nodes. */
  String node(String segment) {
    return join(nodePath, segment);
  }

  /** The path of a layer or parameter, or of a part with layers. */
  String layer(String segment) {
    return join(layerPath, segment);
  }

  /** As {@link #layer}: the very string {@code node} where both paths are the same, for there may be 100,000 of them. */
  String layer(String segment, String node) {
    return nodePath.equals(layerPath) ? node : layer(segment);
  }

  private static String join(String path, String segment) {
    return path.isEmpty() ? segment : path + "." + segment;
  }

  FileUnit unit() {
    return def.home();
  }
}
