package nacre.passes;

import java.util.Optional;

import nacre.ir.Edit;
import nacre.ir.Location;

/**
 * What a pass says of a node.
 *
 * @param pass        the rewrite's name
 * @param path        the node's path in the source graph
 * @param code        what was done, or the condition that failed; stable, in kebab case
 * @param message     one line, names and places included
 * @param location    the node's own place
 * @param enabling    the change to the source graph that would let a missed rewrite apply, if there is one; it may change
 *                    what is computed
 * @param achievement what becomes of nodes that the rewrite applies to, for instance {@code folded}
 * @param noun        what such nodes are called, for instance {@code batch norm}
 */
public record Remark(Kind kind, String pass, String path, String code, String message, Location location,
    Optional<Edit> enabling, String achievement, String noun) {
  /** How it went. */
  public enum Kind {
    /** The rewrite applied. */
    PASSED,
    /** It would have applied, but for one condition. */
    MISSED,
    /** Something on the way, neither reached nor refused yet. */
    ANALYSIS
  }
}
