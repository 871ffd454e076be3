package nacre.lint.rules;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

import nacre.analysis.Analyses;
import nacre.analysis.Uses;
import nacre.ir.Dim;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Phase;
import nacre.ir.Shape;
import nacre.ir.TensorType;
import nacre.ir.op.BatchNorm;
import nacre.ir.op.Concat;
import nacre.ir.op.Flatten;
import nacre.ir.op.PreservesShift;
import nacre.ir.op.Reshape;

/**
 * What becomes in training of a constant per channel where it need not arrive channel by channel: concatenation hands it
 * on to some of the channels, and flattening repeats it along a longer axis, but each index of the axis still has one
 * constant, which a batch norm over the axis subtracts. {@link nacre.analysis.ShiftPaths} asks for more: the same constant
 * at the same index, without which running means cannot be told what to lose.
 */
final class MergedShifts {
  /** The constant is seen somewhere. */
  static final int SEEN = -1;
  /** Nobody reads the value. */
  private static final int NOBODY = Integer.MAX_VALUE;

  private final Graph graph;
  private final Analyses analyses;
  /** Nodes around which all ranks are known. */
  private final BitSet ranked = new BitSet();
  /** By node, then by axis of its first result: the first batch norm, {@link #SEEN}, or {@link #NOBODY}. */
  private final List<int[]> fates;

  MergedShifts(Analyses analyses) {
    this.graph = analyses.graph();
    this.analyses = analyses;
    fates = new ArrayList<>(Collections.nCopies(graph.nodes().size(), new int[0]));
    graph.nodes().forEach(node -> ranked.set(node.id(), isRanked(node)));
    for (Node node : graph.nodes().reversed()) {
      fates.set(node.id(), fates(node));
    }
  }

  /** The first of the batch norms that a constant along an axis of a node's result goes to and nowhere else, if so. */
  OptionalInt norm(Node node, int axis) {
    int fate = axis < fates.get(node.id()).length ? fates.get(node.id())[axis] : SEEN;
    return fate == SEEN || fate == NOBODY ? OptionalInt.empty() : OptionalInt.of(fate);
  }

  private int[] fates(Node node) {
    int rank = node.type() instanceof TensorType type && type.isRanked() ? type.rank() : 0;
    int[] own = new int[rank];
    List<Uses.Use> readers = analyses.uses().of(node.value());
    for (int axis = 0; axis < rank; axis++) {
      own[axis] = NOBODY;
      for (Uses.Use use : readers) {
        int here = use instanceof Uses.ByNode(int id, int operand) ? at(graph.node(id), operand, axis) : SEEN;
        own[axis] = Math.min(own[axis], here);
      }
    }
    return own;
  }

  private int at(Node reader, int operand, int axis) {
    if (reader.op() instanceof BatchNorm norm && operand == BatchNorm.X) {
      return norm.axis() == axis && measuresForItself(reader, norm) ? reader.id() : SEEN;
    }
    OptionalInt to = handedOn(reader, operand, axis);
    return to.isPresent() ? fates.get(reader.id())[to.getAsInt()] : SEEN;
  }

  /** A running mean that others share is no longer the mean of what arrives here. */
  private boolean measuresForItself(Node node, BatchNorm norm) {
    return switch (norm.statistics()) {
      case BATCH -> true;
      case FROZEN -> false;
      case RUNNING -> node.operand(BatchNorm.MEAN) instanceof Operand.ParamRef(int mean)
          && analyses.uses().ofParam(mean).size() == 1;
    };
  }

  private OptionalInt handedOn(Node reader, int operand, int axis) {
    if (!ranked.get(reader.id())) {
      return OptionalInt.empty();
    }
    return switch (reader.op()) {
      case Concat concat -> concat.axis() == axis ? OptionalInt.of(axis) : OptionalInt.empty();
      case Flatten _, Reshape _ -> containing(reader, axis);
      case PreservesShift op when op.preservesShift(graph.site(reader), operand, axis, Phase.TRAINING) ->
          analyses.axes().after(reader, operand, axis);
      default -> OptionalInt.empty();
    };
  }

  /** The axis of the result whose index tells the index of the operand's axis: it is made of neighbours around it. */
  private OptionalInt containing(Node reshape, int axis) {
    List<Dim> from = graph.site(reshape).tensor(0).dims();
    List<Dim> to = graph.site(reshape).result(0).dims();
    for (int i = 0; i < to.size(); i++) {
      Dim before = product(to.subList(0, i));
      Dim after = product(to.subList(i + 1, to.size()));
      if (anyProduct(from.subList(0, axis), before)
          && anyProduct(from.subList(axis + 1, from.size()).reversed(), after)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** Whether the first so many of some extents, none and all included, have a product. */
  private static boolean anyProduct(List<Dim> dims, Dim product) {
    for (int count = 0; count <= dims.size(); count++) {
      if (product(dims.subList(0, count)).provablyEquals(product)) {
        return true;
      }
    }
    return false;
  }

  private static Dim product(List<Dim> dims) {
    return Shape.of(dims).elements();
  }

  private boolean isRanked(Node node) {
    return node.type() instanceof TensorType result && result.isRanked() && node.operands().stream()
        .allMatch(operand -> graph.type(operand).map(type -> type instanceof TensorType tensor && tensor.isRanked())
            .orElse(true));
  }
}
