package nacre.ir.op;

import java.util.List;

import nacre.ir.Operand;
import nacre.ir.Site;

/**
 * An op that can be said with other ops, equal in real arithmetic. Where no kernel computes a use of it, code generation
 * takes those instead; until then passes, lint and readers see the op itself.
 */
public interface Decomposes {
  /**
   * The results, one for each result of the op, of nodes that are added to {@code sink}, or operands as they are. What is
   * added is simpler than the op: taking apart again and again comes to an end.
   *
   * @param operands of the use, absent ones included
   */
  List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site);

  /** Whether a use has to be taken apart, because no kernel computes it. */
  default boolean mustDecompose(Site site) {
    return this instanceof Op op && op.candidates(site).isEmpty();
  }
}
