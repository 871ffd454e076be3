package nacre.codegen;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
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
 * @param links    works that one walk over the elements computes in order; the last one's result is this one's, or what
 *                 this one reduces. Then the operands are what they read from memory. Empty for a work of its own
 */
record Work(Candidate how, Epilogue epilogue, List<Optional<Arg>> operands, Optional<Arg> residual, Arg.Local result,
    Node node, List<Work> links) {
  Work {
    operands = List.copyOf(operands);
    links = List.copyOf(links);
  }

  Work(Candidate how, Epilogue epilogue, List<Optional<Arg>> operands, Optional<Arg> residual, Arg.Local result,
      Node node) {
    this(how, epilogue, operands, residual, result, node, List.of());
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

  /** How a walk over the elements of the result reads the operands that are there, in their order. */
  List<Reading> readings() {
    if (!links.isEmpty()) {
      return readings(links);
    }
    OptionalInt channel = switch (how) {
      case Candidate.ScaleShift(int axis) -> OptionalInt.of(axis);
      case Candidate.ParametricRelu(int axis) -> OptionalInt.of(axis);
      default -> OptionalInt.empty();
    };
    List<Arg> reads = reads();
    return IntStream.range(0, reads.size())
        .mapToObj(i -> new Reading(reads.get(i), i == 0 ? OptionalInt.empty() : channel)).toList();
  }

  /** What a walk that computes all of these reads from memory, each once. */
  static List<Reading> readings(List<Work> walk) {
    Set<Arg> results = new HashSet<>(walk.stream().map(Work::result).toList());
    return walk.stream().flatMap(work -> work.readings().stream()).filter(reading -> !results.contains(reading.arg()))
        .distinct().toList();
  }

  /** The walk that computes all of these, this one last or on the result of the last. */
  Work after(List<Work> walk) {
    List<Optional<Arg>> reads = readings(walk).stream().map(reading -> Optional.of(reading.arg())).toList();
    return new Work(how, Epilogue.NONE, reads, Optional.empty(), result, node, walk);
  }

  /** The same work on other operands. */
  Work reading(List<Optional<Arg>> others, Optional<Arg> otherResidual) {
    return new Work(how, epilogue, others, otherResidual, result, node, links);
  }

  Work with(Epilogue other) {
    return new Work(how, other, operands, residual, result, node, links);
  }
}
