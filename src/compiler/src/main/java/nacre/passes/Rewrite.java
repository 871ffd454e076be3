package nacre.passes;

import java.util.Locale;

import nacre.ir.Node;

/**
 * A local change that keeps what a graph computes at inference. A rewrite looks and proposes; it never changes anything
 * itself. It is stateless.
 */
public interface Rewrite {
  /** What a pipeline calls it: the class name in kebab case. */
  default String name() {
    return getClass().getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /** What it does, in one line. */
  String summary();

  /** When it may, and why the function stays the same. */
  String legality();

  /** How far its changes keep what is computed; the least of what they claim. */
  default Exactness exactness() {
    return Exactness.REAL_EXACT;
  }

  /** The ops that it is asked about: a class of ops, or a capability. */
  Class<?> root();

  /** Whether and how the node is replaced. Its op is an instance of {@link #root}. */
  Outcome match(MatchContext context, Node node);

  /** What has become of a node that it is applied to, for instance {@code folded}. */
  String achievement();

  /** What a miss calls its subject, for instance {@code batch_norm stem.batch_norm}. */
  default String subject(String title) {
    return title;
  }

  /** What statistics call the subject of a remark, for instance {@code batch norm}. */
  default String noun(String op) {
    return op.replace('_', ' ');
  }
}
