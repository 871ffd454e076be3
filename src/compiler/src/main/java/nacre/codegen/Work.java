package nacre.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import nacre.ir.Node;
import nacre.ir.op.Candidate;
import nacre.kernels.call.Epilogue;

/**
 * One way of computing chosen for a node, or for a part of one: what will be one kernel call, or a few copies.
 *
 * @param how      the family of loops
 * @param epilogue clamp and curve of the result
 * @param operands in the candidate's order; absent ones are left out at the end and empty in between
 * @param residual what accumulators start from, besides a bias
 * @param node     the node that this belongs to
 */
record Work(Candidate how, Epilogue epilogue, List<Optional<Arg>> operands, Optional<Arg> residual, Arg.Local result,
    Node node) {
  Work {
    operands = List.copyOf(operands);
  }

  /** A copy of the same elements, with the same extents, in another place. */
  static Work copy(Arg from, Arg.Local to, Node node) {
    List<Integer> axes = IntStream.range(0, to.rank()).boxed().toList();
    return new Work(new Candidate.Permutation(axes), Epilogue.NONE, List.of(Optional.of(from)), Optional.empty(), to,
        node);
  }

  boolean has(int operand) {
    return operand < operands.size() && operands.get(operand).isPresent();
  }

  Arg operand(int position) {
    return operands.get(position).orElseThrow();
  }

  /** Operands that are there, in order, the residual last. */
  List<Arg> reads() {
    List<Arg> reads = new ArrayList<>(operands.stream().flatMap(Optional::stream).toList());
    residual.ifPresent(reads::add);
    return reads;
  }

  /** The same work on other operands. */
  Work reading(List<Optional<Arg>> others, Optional<Arg> otherResidual) {
    return new Work(how, epilogue, others, otherResidual, result, node);
  }

  Work with(Epilogue other) {
    return new Work(how, other, operands, residual, result, node);
  }
}
