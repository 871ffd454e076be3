package nacre.syntax.resolve;

import java.util.Optional;
import nacre.ir.Frame;
import nacre.syntax.Statement;

/**
 * One expansion of a definition's body, or one turn of a loop in it.
 *
 * @param def         the definition that the text is in
 * @param nodePrefix  what paths of nodes start with: empty, or ends with a dot
 * @param layerPrefix what paths of layers and parameters start with; differs inside declared layers
 * @param shared      whether a layer that is here already is applied again, not made
 * @param unnamed     the innermost loop around whose turns have no name
 */
record Instance(BlockDef def, Segments segments, String nodePrefix, String layerPrefix, boolean shared,
    Optional<Statement> unnamed, Optional<Frame> frame) {

  FileUnit unit() {
    return def.home();
  }
}
