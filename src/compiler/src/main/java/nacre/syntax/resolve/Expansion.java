package nacre.syntax.resolve;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import nacre.ir.GraphBuilder;
import nacre.ir.TypeError;
import nacre.source.Span;

/** The state of one model, or of one block that nobody calls, while it is unrolled into a graph. */
final class Expansion {
  final GraphBuilder graph;
  final Problems problems;
  final Recursion recursion;
  final boolean channelsLast;
  final SegmentTables segments = new SegmentTables();
  final Paths paths = new Paths();
  final Depth depth = new Depth();
  final LeastSize least;
  final Budget budget;
  final Layers layers;
  final Evaluator evaluator;
  final Arguments arguments;
  final Callees callees;
  final Tensors tensors;
  final Uses uses;
  final Blind blind;
  final Statements statements;
  final Set<BlockDef> expanded = new LinkedHashSet<>();
  private final Map<String, OptionalLong> bounds = new HashMap<>();
  private final Map<String, Signature> signatures = new HashMap<>();
  private final Map<BlockDef, Signature> blockSignatures = new HashMap<>();

  /**
   * @param channelsLast the model's layout
   * @param top          what the statements of a model's own body do
   * @param exploring    whether both ways of an unknown condition are looked into
   */
  Expansion(GraphBuilder graph, Problems problems, Recursion recursion, boolean channelsLast, TopLevel top,
      boolean exploring) {
    this.graph = graph;
    this.problems = problems;
    this.recursion = recursion;
    this.channelsLast = channelsLast;
    this.budget = new Budget();
    this.least = recursion.least();
    this.layers = new Layers(graph);
    this.evaluator = new Evaluator(this);
    this.arguments = new Arguments(evaluator);
    this.callees = new Callees(arguments);
    this.tensors = new Tensors(this);
    this.uses = new Uses(this);
    this.blind = new Blind(this, exploring);
    this.statements = new Statements(this, top);
  }

  /** The value of what has been reported already, or cannot be known. */
  Datum poison() {
    problems.taint();
    return Datum.POISON;
  }

  /** Declares a symbol of the inputs, or a bound of one; contradicting bounds are an error at {@code at}. */
  void symbol(String name, OptionalLong bound, Span at) {
    try {
      graph.symbol(name, bound);
      if (bound.isPresent()) {
        bounds.put(name, bound);
      }
    } catch (TypeError e) {
      throw Failure.of(ErrorKind.SHAPE_MISMATCH, at, e.text());
    }
  }

  /** The inclusive upper bound of a symbol of the inputs, if it has one. */
  OptionalLong bound(String symbol) {
    return bounds.getOrDefault(symbol, OptionalLong.empty());
  }

  /** @throws Budget.Exhausted if there is no room left for what is going to be unrolled at {@code at} */
  void requireRoom(LeastSize.Size least, Span at) {
    budget.ahead(least, graph.size(), at);
  }

  /** @throws Budget.Exhausted at the first statement of the definition's own body for which there is no room left */
  void requireRoom(BlockDef def) {
    LeastSize.Size sum = LeastSize.Size.NONE;
    for (Map.Entry<Span, LeastSize.Size> statement : least.statements(def)) {
      sum = sum.plus(statement.getValue());
      requireRoom(sum, statement.getKey());
    }
  }

  Signature signature(Callee.OfOp op) {
    return signatures.computeIfAbsent(op.written(), written -> Signature.of(op));
  }

  Signature signature(BlockDef def) {
    return blockSignatures.computeIfAbsent(def, block -> Signature.of(block, block.name()));
  }
}
