package nacre.passes;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;

import nacre.analysis.Constness;
import nacre.ir.Dim;
import nacre.ir.Graph;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Type;
import nacre.ir.Value;
import nacre.ir.op.InferContext;
import nacre.ir.op.NodeSink;
import nacre.ir.op.Op;

/** Collects a patch. All that it adds comes from all that it replaces, and says so in its location. */
public final class PatchBuilder implements NodeSink {
  private final Graph graph;
  private final Constness constness;
  private final List<Node> region;
  private final Node root;
  private final Location location;
  private final List<Patch.Added> added = new ArrayList<>();
  private final BitSet constant = new BitSet();
  private final SequencedMap<Value, Operand> redirected = new LinkedHashMap<>();

  PatchBuilder(Graph graph, Constness constness, List<Node> region) {
    this.graph = graph;
    this.constness = constness;
    this.region = List.copyOf(region);
    this.root = region.getLast();
    this.location = Location.fused(region.stream().map(Node::location).toList());
  }

  /** Adds a node of the compiler's own, for instance arithmetic over parameters. */
  @Override
  public Operand add(Op op, List<Operand> operands) {
    return put(root.path() + "." + op.name(), op, operands, OptionalInt.empty(), OptionalInt.empty());
  }

  @Override
  public Type type(Operand operand) {
    return find(operand).orElseThrow(() -> new IllegalArgumentException("an absent operand has no type"));
  }

  /** Adds a node that does what {@code origin} did, to another value than before. */
  public Value rebuild(Node origin, List<Operand> operands) {
    return put(root.path() + "." + origin.op().name(), origin.op(), operands, origin.layer(),
        OptionalInt.of(origin.id()));
  }

  /**
   * Adds the node whose result is read instead of {@code old}'s from now on; it takes over its path.
   *
   * @param origin the node that remarks still call it by
   */
  public void replace(Node old, Op op, List<Operand> operands, Node origin) {
    redirect(old.value(), put(old.path(), op, operands, origin.layer(), OptionalInt.of(origin.id())));
  }

  /** Readers of the only result of {@code old} read {@code instead}; if that was added last, it takes over the path. */
  public void replace(Node old, Operand instead) {
    if (instead instanceof Value(int id, int _) && id == graph.nodes().size() + added.size() - 1) {
      Node last = added.removeLast().node();
      Node named = new Node(last.id(), old.path(), last.op(), last.operands(), last.types(), old.layer(), location);
      added.add(new Patch.Added(named, OptionalInt.of(old.id())));
    }
    redirect(old.value(), instead);
  }

  /** Readers of {@code old} read {@code instead}; absent if nobody needs it. */
  public void redirect(Value old, Operand instead) {
    redirected.put(old, instead);
  }

  /** True if the operand depends on parameters and constants alone; it may be one of those that were added. */
  public boolean isConstant(Operand operand) {
    return operand instanceof Value(int id, int _) && id >= graph.nodes().size()
        ? constant.get(id - graph.nodes().size())
        : constness.isConstant(operand);
  }

  public Patch build() {
    Set<Integer> inside = new LinkedHashSet<>(region.stream().map(Node::id).toList());
    Set<Value> taps = new LinkedHashSet<>();
    for (Node node : region) {
      for (Operand operand : node.operands()) {
        if (operand instanceof Value value && !inside.contains(value.node())) {
          taps.add(value);
        }
      }
    }
    return new Patch(List.copyOf(taps), added, redirected);
  }

  private Value put(String path, Op op, List<Operand> operands, OptionalInt layer, OptionalInt origin) {
    List<Optional<Type>> types = operands.stream().map(this::find).toList();
    List<Optional<List<Dim>>> contents = operands.stream().map(_ -> Optional.<List<Dim>>empty()).toList();
    List<Type> results = op.infer(new InferContext(types, contents));
    constant.set(added.size(), op.pure() && operands.stream().allMatch(this::isConstant));
    Node node = new Node(graph.nodes().size() + added.size(), path, op, operands, results, layer, location);
    added.add(new Patch.Added(node, origin));
    return node.value();
  }

  private Optional<Type> find(Operand operand) {
    return operand instanceof Value(int id, int port) && id >= graph.nodes().size()
        ? Optional.of(node(id).types().get(port))
        : graph.type(operand);
  }

  private Node node(int id) {
    return added.get(id - graph.nodes().size()).node();
  }
}
