package nacre.passes;

import java.util.Optional;

import nacre.ir.Edit;
import nacre.ir.Location;

/**
 * What a pass says of a node.
 *
 * @param pass        the rewrite's name
 * @param path        the node's path in the source graph
 * @param code        the condition that failed, of a miss
 * @param message     one line, names and places included
 * @param location    the node's own place
 * @param enabling    the change to the source graph that would let a missed rewrite apply, if there is one; it may change
 *                    what is computed
 * @param achievement what becomes of nodes that the rewrite applies to, for instance {@code folded}
 * @param noun        what such nodes are called, for instance {@code batch norm}
 */
public record Remark(Kind kind, String pass, String path, Optional<MissCode> code, String message, Location location,
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

  /** The message; of a miss with its code, as lint shows the id of a rule. */
  public String text() {
    return message + code.map(miss -> " [" + miss.id() + "]").orElse("");
  }
}
