package nacre.passes;

import java.util.HashMap;
import java.util.Map;

import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.op.Fused;
import nacre.ir.op.Op;

/**
 * By what names people know nodes. A path names a value, and the value of a folded layer is that of the batch norm it took
 * in; a remark still speaks of the layer as it was written.
 */
final class Names {
  /**
   * A node as it was written.
   *
   * @param op       its op's name
   * @param path     its path in the source graph
   * @param location its own place
   */
  record Name(String op, String path, Location location) {
    /** For instance {@code conv2d stem.conv2d}. */
    String title() {
      return op + " " + path;
    }
  }

  private final Map<String, Name> byPath = new HashMap<>();

  Name of(Node node) {
    Name known = byPath.get(node.path());
    return known == null ? new Name(opName(node.op()), node.path(), node.location()) : known;
  }

  void put(String path, Name name) {
    byPath.put(path, name);
  }

  private static String opName(Op op) {
    return op instanceof Fused(Op anchor, int _, var _) ? anchor.name() : op.name();
  }
}
