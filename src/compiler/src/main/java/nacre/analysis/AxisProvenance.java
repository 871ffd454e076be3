package nacre.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Site;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.Value;
import nacre.ir.op.TracksAxes;

/**
 * Where axes come from and where they go, as the ops themselves say it ({@link TracksAxes}). Extents are never compared:
 * in a square matrix both axes are equally long and still not the same.
 */
public final class AxisProvenance {
  /** An axis where it first exists: no single axis of an operand has its indices. */
  public record Origin(int node, int axis) {}

  private final Graph graph;
  private final Constness constness;
  private final Lazy<List<List<Origin>>> origins = new Lazy<>(this::allOrigins);

  AxisProvenance(Graph graph, Constness constness) {
    this.graph = graph;
    this.constness = constness;
  }

  /** The axis of a node's first result that has exactly the indices of an axis of one of its operands. */
  public OptionalInt after(Node node, int operand, int axis) {
    return tracker(node).map(tracks -> tracks.resultAxis(graph.site(node), operand, axis)).orElse(OptionalInt.empty());
  }

  /** The axis of an operand that became the given axis of the node's first result. */
  public OptionalInt before(Node node, int operand, int resultAxis) {
    if (!(graph.type(node.operand(operand)).orElse(Type.OPAQUE) instanceof TensorType type) || !type.isRanked()) {
      return OptionalInt.empty();
    }
    for (int axis = 0; axis < type.rank(); axis++) {
      OptionalInt to = after(node, operand, axis);
      if (to.isPresent() && to.getAsInt() == resultAxis) {
        return OptionalInt.of(axis);
      }
    }
    return OptionalInt.empty();
  }

  /**
   * Where an axis of a value began, following data and not weights. Where operands disagree, the axis begins at the node
   * that brings them together. Empty for a value of unknown rank, and for all results but the first.
   */
  public Optional<Origin> origin(Value value, int axis) {
    List<Origin> known = origins.get().get(value.node());
    return value.port() == 0 && axis < known.size() ? Optional.of(known.get(axis)) : Optional.empty();
  }

  private List<List<Origin>> allOrigins() {
    List<List<Origin>> all = new ArrayList<>();
    for (Node node : graph.nodes()) {
      all.add(origins(node, all));
    }
    return all;
  }

  private List<Origin> origins(Node node, List<List<Origin>> before) {
    if (!(node.types().getFirst() instanceof TensorType type) || !type.isRanked()) {
      return List.of();
    }
    List<Origin> own = new ArrayList<>();
    List<Optional<Origin>> inherited = inherited(node, type.rank(), before);
    for (int axis = 0; axis < type.rank(); axis++) {
      own.add(inherited.get(axis).orElse(new Origin(node.id(), axis)));
    }
    return own;
  }

  private List<Optional<Origin>> inherited(Node node, int rank, List<List<Origin>> before) {
    List<List<Origin>> candidates = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      candidates.add(new ArrayList<>());
    }
    if (tracker(node).isPresent()) {
      for (int i = 0; i < node.operands().size(); i++) {
        if (node.operands().get(i) instanceof Value value && value.port() == 0 && !constness.isConstant(value)) {
          inherit(node, i, before.get(value.node()), candidates);
        }
      }
    }
    return candidates.stream().map(found -> found.stream().distinct().count() == 1
        ? Optional.of(found.getFirst())
        : Optional.<Origin>empty()).toList();
  }

  private void inherit(Node node, int operand, List<Origin> from, List<List<Origin>> candidates) {
    for (int axis = 0; axis < from.size(); axis++) {
      OptionalInt to = after(node, operand, axis);
      if (to.isPresent()) {
        candidates.get(to.getAsInt()).add(from.get(axis));
      }
    }
  }

  /** The op's answers, if it has any and all types around it are known well enough to ask. */
  private Optional<TracksAxes> tracker(Node node) {
    return node.op() instanceof TracksAxes tracks && isRanked(graph.site(node)) ? Optional.of(tracks)
        : Optional.empty();
  }

  private static boolean isRanked(Site site) {
    return site.operands().stream().flatMap(Optional::stream).allMatch(AxisProvenance::isRanked)
        && site.results().stream().allMatch(AxisProvenance::isRanked);
  }

  private static boolean isRanked(Type type) {
    return type instanceof TensorType tensor && tensor.isRanked();
  }
}
