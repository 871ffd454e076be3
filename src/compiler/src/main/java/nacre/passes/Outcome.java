package nacre.passes;

import java.util.Optional;

import nacre.ir.Edit;
import nacre.ir.Node;

/** What a rewrite makes of a node. */
public sealed interface Outcome {
  /** The rewrite has nothing to do with this node. */
  record NoMatch() implements Outcome {}

  /**
   * The rewrite would apply, but may not.
   *
   * @param node     what stays as it is
   * @param code     the condition that fails
   * @param evidence why, naming nodes and lines
   * @param enabling the change to the network that would let it apply, if there is one; it may change the function
   */
  record Missed(Node node, MissCode code, String evidence, Optional<Edit> enabling) implements Outcome {
    public Missed(Node node, MissCode code, String evidence) {
      this(node, code, evidence, Optional.empty());
    }
  }

  /** The rewrite applies. */
  record Replaced(Patch patch, Exactness exactness, Deed deed) implements Outcome {}

  /**
   * What a replacement did, for people.
   *
   * @param subject what was folded, fused, removed
   * @param text    one line, for instance {@code folded batch_norm X into conv2d Y}; the place is appended
   * @param done    false for a mere preparation, whose remark gives way to whatever comes of it
   */
  record Deed(Node subject, String text, boolean done) {}

  NoMatch NO_MATCH = new NoMatch();
}
