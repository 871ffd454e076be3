package nacre.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nacre.ir.Graph;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.op.Constant;
import nacre.ir.op.InputOp;
import nacre.ir.op.OpaqueOp;
import nacre.source.Diagnostic;
import nacre.source.Note;
import nacre.source.Span;

/** What of an imported model no rule looks at, so that silence about it is not taken for praise. */
final class UnknownOperations {
  /** So many are named. */
  private static final int MOST = 5;

  private UnknownOperations() {}

  /** One notice of all of them, if there are any. */
  static Optional<Diagnostic> in(Graph graph) {
    List<Node> causes = new ArrayList<>();
    int behind = 0;
    int all = 0;
    for (Node node : graph.nodes()) {
      if (node.op() instanceof OpaqueOp op) {
        behind += op.isDownstream() ? 1 : 0;
        if (!op.isDownstream()) {
          causes.add(node);
        }
      }
      all += node.op() instanceof InputOp || node.op() instanceof Constant ? 0 : 1;
    }
    return causes.isEmpty() && behind == 0 ? Optional.empty() : Optional.of(notice(causes, behind, all));
  }

  private static Diagnostic notice(List<Node> causes, int behind, int all) {
    Diagnostic notice = ImportedModel.note(causes.size() + " of " + all
        + (causes.size() == 1 ? " operations is" : " operations are") + " not known, so no rule looks at "
        + (causes.size() == 1 ? "it" : "them")
        + (behind == 0 ? "" : ", nor at " + behind + (behind == 1 ? " that reads" : " that read") + " the results"));
    for (Node node : causes.subList(0, Math.min(MOST, causes.size()))) {
      notice = notice.with(note(node));
    }
    return causes.size() > MOST ? notice.withNote((causes.size() - MOST) + " more") : notice;
  }

  private static Note note(Node node) {
    OpaqueOp op = (OpaqueOp) node.op();
    Optional<Span> span = node.location().inText();
    String place = node.location().model().map(Location.Model::place).orElse("`" + node.path() + "`");
    return new Note(span,
        "`" + op.domain() + ":" + op.opaqueName() + "`" + op.reason().map(why -> ": " + why).orElse("")
            + (span.isPresent() ? "" : " (" + place + ")"));
  }
}
