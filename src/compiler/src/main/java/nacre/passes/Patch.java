package nacre.passes;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.SequencedMap;

import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Value;

/**
 * A change to one graph, as data. What lies between the taps and the redirected values is the region that is replaced;
 * what is added computes the same from the same taps. Only the manager applies patches.
 *
 * @param taps       values of the graph that enter the region
 * @param added      new nodes in topological order; node {@code i} has the id {@code n + i} where the graph has {@code n}
 * @param redirected what readers of an old value read instead; {@link Operand#ABSENT} for a value that nobody needs
 */
public record Patch(List<Value> taps, List<Added> added, SequencedMap<Value, Operand> redirected) {
  /**
   * A new node. Its path is a wish: the manager appends a number where it is taken.
   *
   * @param origin the node of the graph that it stands for, by whose name remarks call it
   */
  public record Added(Node node, OptionalInt origin) {}

  public Patch {
    taps = List.copyOf(taps);
    added = List.copyOf(added);
    redirected = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(redirected));
  }
}
