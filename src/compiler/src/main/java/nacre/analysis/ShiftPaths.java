package nacre.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Phase;
import nacre.ir.Role;
import nacre.ir.Value;
import nacre.ir.op.BatchNorm;
import nacre.ir.op.CancelsShift;
import nacre.ir.op.OpSpec;
import nacre.ir.op.PreservesShift;

/**
 * What becomes of a constant per index of an axis that is added to a value. Through {@code f} with {@code f(x + c) = f(x)
 * + c} it is handed on; a batch norm over that very axis takes it in: {@code (x + c) - (mean + c) = x - mean}, and so does
 * whatever {@linkplain CancelsShift cancels} it. Only if <em>every</em> reader, graph outputs included, hands on or takes in is the constant absorbed.
 */
public final class ShiftPaths {
  /** The fate of the constant. */
  public sealed interface Fate {}

  /**
   * It reaches norms that take it in and nothing else.
   *
   * @param norms node ids of those norms, and how many times the constant arrives at each; empty if nobody reads the value
   */
  public record Absorbed(SortedMap<Integer, Long> norms) implements Fate {
    public Absorbed {
      norms = Collections.unmodifiableSortedMap(new TreeMap<>(norms));
    }
  }

  /** It is seen somewhere: at a node, or at the output that the node's result is. */
  public record Escapes(Reason reason, int node) implements Fate {}

  /** Why a constant is seen. */
  public enum Reason {
    /** The value is an output of the graph. */
    GRAPH_OUTPUT,
    /** A batch norm normalises over another axis. */
    OTHER_AXIS,
    /** The node does something else with it, for instance a nonlinearity. */
    NOT_PRESERVED
  }

  /**
   * A parameter that is added to a node's result.
   *
   * @param operand its position
   * @param axis    the axis of the result that it runs along
   */
  public record Bias(int operand, int axis) {}

  private static final Absorbed NOBODY = new Absorbed(new TreeMap<>());

  private final Graph graph;
  private final Uses uses;
  private final AxisProvenance axes;
  private final Phase phase;
  private final Map<Along, Fate> fates = new HashMap<>();

  /** An axis of a node's first result. */
  private record Along(int node, int axis) {}

  ShiftPaths(Graph graph, Uses uses, AxisProvenance axes, Phase phase) {
    this.graph = graph;
    this.uses = uses;
    this.axes = axes;
    this.phase = phase;
  }

  /**
   * What becomes of a constant along an axis of a node's first result. All answers together cost no more than the graph is
   * large: each is found once, its readers' answers first.
   */
  public synchronized Fate of(Node node, int axis) {
    Deque<Along> open = new ArrayDeque<>(List.of(new Along(node.id(), axis)));
    while (!open.isEmpty()) {
      Along at = open.peek();
      List<Along> unknown = fates.containsKey(at) ? List.of() : readersOnTheWay(at).stream()
          .filter(reader -> !fates.containsKey(reader)).toList();
      if (unknown.isEmpty()) {
        open.pop();
        fates.computeIfAbsent(at, this::fate);
      } else {
        unknown.forEach(open::push);
      }
    }
    return fates.getOrDefault(new Along(node.id(), axis), NOBODY);
  }

  /** What becomes of a node's bias, if it has one. */
  public Optional<Fate> ofBias(Node node) {
    return bias(node).map(bias -> of(node, bias.axis()));
  }

  /** The bias of a node, if it has one that is there. */
  public Optional<Bias> bias(Node node) {
    List<OpSpec.ParamSpec> params = node.op().spec().params();
    for (int i = 0; i < params.size(); i++) {
      int operand = node.op().spec().firstParam() + i;
      if (params.get(i).role() == Role.BIAS && !(node.operand(operand) instanceof Operand.Absent)) {
        OptionalInt axis = handedOn(node, operand, 0);
        return axis.isPresent() ? Optional.of(new Bias(operand, axis.getAsInt())) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Where readers hand the constant on to. */
  private List<Along> readersOnTheWay(Along from) {
    List<Along> next = new ArrayList<>();
    for (Uses.Use use : uses.of(new Value(from.node(), 0))) {
      if (use instanceof Uses.ByNode(int reader, int operand)) {
        handedOn(graph.node(reader), operand, from.axis()).ifPresent(axis -> next.add(new Along(reader, axis)));
      }
    }
    return next;
  }

  /** The fates of the readers taken together; those on the way are known. */
  private Fate fate(Along from) {
    Fate all = NOBODY;
    for (Uses.Use use : uses.of(new Value(from.node(), 0))) {
      Fate here = switch (use) {
        case Uses.ByOutput _ -> new Escapes(Reason.GRAPH_OUTPUT, from.node());
        case Uses.ByNode(int reader, int operand) -> at(graph.node(reader), operand, from.axis());
      };
      all = both(all, here);
    }
    return all;
  }

  private Fate at(Node reader, int operand, int axis) {
    if (reader.op() instanceof BatchNorm norm && operand == BatchNorm.X) {
      return norm.axis() == axis
          ? new Absorbed(new TreeMap<>(Map.of(reader.id(), 1L)))
          : new Escapes(Reason.OTHER_AXIS, reader.id());
    }
    if (reader.op() instanceof CancelsShift norm && operand == 0 && norm.cancelsShift(graph.site(reader), axis)) {
      return new Absorbed(new TreeMap<>(Map.of(reader.id(), 1L)));
    }
    Fate escapes = new Escapes(Reason.NOT_PRESERVED, reader.id());
    OptionalInt to = handedOn(reader, operand, axis);
    return to.isPresent() ? fates.getOrDefault(new Along(reader.id(), to.getAsInt()), escapes) : escapes;
  }

  private OptionalInt handedOn(Node node, int operand, int axis) {
    OptionalInt to = node.op() instanceof PreservesShift ? axes.after(node, operand, axis) : OptionalInt.empty();
    return to.isPresent() && node.op() instanceof PreservesShift preserves
        && preserves.preservesShift(graph.site(node), operand, axis, phase) ? to : OptionalInt.empty();
  }

  private static Fate both(Fate a, Fate b) {
    if (a instanceof Absorbed(SortedMap<Integer, Long> left) && b instanceof Absorbed(SortedMap<Integer, Long> right)) {
      if (left.isEmpty()) {
        return b;
      }
      SortedMap<Integer, Long> sum = new TreeMap<>(left);
      right.forEach((norm, times) -> sum.merge(norm, times, ShiftPaths::saturated));
      return new Absorbed(sum);
    }
    return a instanceof Escapes ? a : b;
  }

  /** Doubling 63 times would overflow; so many copies of a constant are useless to any rewrite. */
  private static long saturated(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }
}
