package nacre.reference;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Value;

/** Which nodes some values need, and after which node nobody needs the results of another any more. */
final class Lifetimes {
  private final BitSet needed = new BitSet();
  private final List<List<Integer>> ending = new ArrayList<>();

  Lifetimes(Graph graph, Set<Value> wanted) {
    wanted.forEach(value -> needed.set(value.node()));
    BitSet read = new BitSet();
    for (int id = 0; id < needed.length(); id++) {
      ending.add(new ArrayList<>());
    }
    for (int id = needed.length() - 1; id >= 0; id--) {
      if (needed.get(id)) {
        visit(graph.node(id), read);
      }
    }
  }

  private void visit(Node node, BitSet read) {
    List<Integer> last = ending.get(node.id());
    if (!read.get(node.id())) {
      last.add(node.id());
    }
    for (Operand operand : node.operands()) {
      if (operand instanceof Value(int id, int _)) {
        needed.set(id);
        if (!read.get(id)) {
          read.set(id);
          last.add(id);
        }
      }
    }
  }

  boolean isNeeded(int node) {
    return needed.get(node);
  }

  /** One more than the last node that is needed. */
  int end() {
    return ending.size();
  }

  /** The nodes whose results nobody reads after this one. */
  List<Integer> endingAt(int node) {
    return ending.get(node);
  }
}
