package nacre.decompile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import nacre.ir.Node;
import nacre.ir.Value;
import nacre.ir.op.OpaqueOp;

/** What no text can say of a graph. What follows from one problem is counted there, and is no other. */
final class Blame {
  private final List<Unwritable.Problem> problems = new ArrayList<>();
  /** Of nodes that no text can say: which problem it is. */
  private final Map<Integer, Integer> causes = new HashMap<>();
  /** How many nodes no text can say because of a problem before them. */
  private final Map<Integer, Integer> behind = new HashMap<>();

  void add(Unwritable.Problem problem) {
    problems.add(problem);
  }

  void add(Node node, Unwritable why) {
    Optional<Integer> cause = cause(node);
    causes.put(node.id(), cause.orElse(problems.size()));
    cause.ifPresentOrElse(before -> behind.merge(before, 1, Integer::sum), () -> problems.addAll(why.problems()));
  }

  /** The problem for which alone a node has no words. */
  private Optional<Integer> cause(Node node) {
    return node.op() instanceof OpaqueOp opaque && opaque.isDownstream()
        ? node.operands().stream().filter(Value.class::isInstance)
            .flatMap(operand -> Optional.ofNullable(causes.get(((Value) operand).node())).stream()).findFirst()
        : Optional.empty();
  }

  /** @throws Unwritable with all of them, if there are any */
  void say() {
    if (!problems.isEmpty()) {
      throw new Unwritable(IntStream.range(0, problems.size()).mapToObj(this::problem).toList());
    }
  }

  private Unwritable.Problem problem(int index) {
    Unwritable.Problem problem = problems.get(index);
    int more = behind.getOrDefault(index, 0);
    return more == 0 ? problem : new Unwritable.Problem(problem.message() + "; the same holds for " + more
        + (more == 1 ? " operation" : " operations") + " behind it", problem.location());
  }
}
