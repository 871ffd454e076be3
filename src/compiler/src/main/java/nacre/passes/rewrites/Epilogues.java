package nacre.passes.rewrites;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import nacre.ir.Node;
import nacre.ir.Site;
import nacre.ir.TypeError;
import nacre.ir.op.Activation;
import nacre.ir.op.Candidate;
import nacre.ir.op.Fused;
import nacre.ir.op.Op;

/** What kernels can do to an element that they have just computed: at most one sum, then at most one activation. */
final class Epilogues {
  private Epilogues() {}

  /** Whether an activation may follow in the same loops. Nothing follows an activation. */
  static boolean takesActivation(Op op, Site site) {
    return switch (op) {
      case Fused(Op _, int _, List<Fused.Stage> epilogue) -> !(epilogue.getLast().op() instanceof Activation);
      default -> candidate(op, site).map(candidate -> switch (candidate) {
        case Candidate.Convolution _, Candidate.Dense _, Candidate.MatrixProduct _ -> true;
        case Candidate.Binary _, Candidate.ScaleShift _, Candidate.BatchStatistics _ -> true;
        default -> false;
      }).orElse(false);
    };
  }

  /** Whether a sum may start from the other operand in place of the bias alone. */
  static boolean takesResidual(Op op, Site site) {
    return !(op instanceof Fused) && candidate(op, site)
        .map(candidate -> candidate instanceof Candidate.Convolution || candidate instanceof Candidate.Dense)
        .orElse(false);
  }

  /** The anchor followed by an op of one operand. */
  static Fused followed(Node anchor, Op stage) {
    return append(anchor, new Fused.Stage(stage, 0, List.of()));
  }

  /** The anchor followed by an op of two operands, the other one being the node's next operand. */
  static Fused joined(Node anchor, Op stage, int chained) {
    return append(anchor, new Fused.Stage(stage, chained, List.of(anchor.operands().size())));
  }

  private static Fused append(Node anchor, Fused.Stage last) {
    if (anchor.op() instanceof Fused(Op own, int operands, List<Fused.Stage> epilogue)) {
      List<Fused.Stage> stages = new ArrayList<>(epilogue);
      stages.add(last);
      return new Fused(own, operands, stages);
    }
    return new Fused(anchor.op(), anchor.operands().size(), List.of(last));
  }

  private static Optional<Candidate> candidate(Op op, Site site) {
    try {
      return op.candidates(site).stream().findFirst();
    } catch (TypeError e) {
      return Optional.empty(); // extents that a kernel needs are not known
    }
  }
}
