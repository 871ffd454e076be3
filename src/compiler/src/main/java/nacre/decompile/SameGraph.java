package nacre.decompile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Output;
import nacre.ir.Param;
import nacre.ir.Tensor;
import nacre.ir.Type;
import nacre.ir.Value;
import nacre.ir.op.Constant;

/**
 * Proves that a text computes what a graph does: the same ops with the same attributes, on the same operands, in the same
 * order, with the same types. Paths are its own, and a constant may be a parameter there.
 */
public final class SameGraph {
  /** What fills a parameter of the text. */
  public sealed interface Filled {}

  /** A parameter of the graph, by its index. */
  public record ByParam(int index) implements Filled {}

  /** A constant of the graph. */
  public record ByConstant(Node node, Tensor contents) implements Filled {}

  private final Graph graph;
  private final Graph text;
  private final Map<Value, Value> counterparts = new HashMap<>();
  private final SequencedMap<Integer, Filled> filled = new LinkedHashMap<>();

  private SameGraph(Graph graph, Graph text) {
    this.graph = graph;
    this.text = text;
  }

  /**
   * What fills each parameter of the text, by its index there.
   *
   * @throws IllegalStateException if they are not the same; it says where they part
   */
  public static SequencedMap<Integer, Filled> prove(Graph graph, Graph text) {
    SameGraph proof = new SameGraph(graph, text);
    proof.run();
    return proof.filled;
  }

  private void run() {
    require(graph.symbols().equals(text.symbols()), "symbols", graph.symbols(), text.symbols());
    require(graph.inputs().size() == text.inputs().size(), "inputs", graph.inputs(), text.inputs());
    for (int i = 0; i < graph.inputs().size(); i++) {
      pair(graph.producer(graph.inputs().get(i).value()), text.producer(text.inputs().get(i).value()));
    }
    require(graph.training().facts().values().stream().toList().equals(
        text.training().facts().values().stream().toList()), "training", graph.training(), text.training());
    List<Node> ours = computed(graph);
    List<Node> theirs = computed(text);
    for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
      node(ours.get(i), theirs.get(i));
    }
    require(ours.size() == theirs.size(), "number of nodes", ours.size(), theirs.size());
    require(graph.outputs().size() == text.outputs().size(), "outputs", graph.outputs(), text.outputs());
    outputs();
    require(filled.size() == text.params().size(), "number of parameters", filled.size(), text.params().size());
  }

  private void outputs() {
    for (int i = 0; i < graph.outputs().size(); i++) {
      Output ours = graph.outputs().get(i);
      Output theirs = text.outputs().get(i);
      operand(ours.value(), theirs.value(), "output " + i);
      require(ours.labels().equals(theirs.labels()) && ours.top().equals(theirs.top()), "output " + i, ours, theirs);
    }
  }

  /** Nodes that are neither inputs nor constants. */
  private static List<Node> computed(Graph graph) {
    List<Node> computed = new ArrayList<>();
    for (Node node : graph.nodes()) {
      boolean input = graph.inputs().stream().anyMatch(each -> each.value().node() == node.id());
      if (!input && !(node.op() instanceof Constant)) {
        computed.add(node);
      }
    }
    return computed;
  }

  private void node(Node ours, Node theirs) {
    String where = "`" + ours.path() + "`";
    require(ours.op().equals(theirs.op()), where, ours.op(), theirs.op());
    for (int i = 0; i < Math.max(ours.operands().size(), theirs.operands().size()); i++) {
      operand(ours.operand(i), theirs.operand(i), where + ", operand " + i);
    }
    pair(ours, theirs);
  }

  private void pair(Node ours, Node theirs) {
    require(ours.types().equals(theirs.types()), "`" + ours.path() + "`", ours.types(), theirs.types());
    IntStream.range(0, ours.types().size())
        .forEach(port -> counterparts.put(ours.value(port), theirs.value(port)));
  }

  private void operand(Operand ours, Operand theirs, String where) {
    Optional<Node> constant = graph.producer(ours).filter(node -> node.op() instanceof Constant);
    if (constant.isPresent() && constant.get().op() instanceof Constant(Tensor contents)) {
      constant(constant.get(), contents, theirs, where);
    } else if (ours instanceof Operand.ParamRef(int own) && theirs instanceof Operand.ParamRef(int other)) {
      Param mine = graph.params().get(own);
      Param its = text.params().get(other);
      require(mine.type().equals(its.type()), where, mine.type(), its.type());
      fill(other, new ByParam(own), where);
    } else {
      require(ours instanceof Operand.Absent && theirs instanceof Operand.Absent
          || ours instanceof Value value && theirs.equals(counterparts.get(value)), where, ours, theirs);
    }
  }

  private void constant(Node node, Tensor contents, Operand theirs, String where) {
    Type type = text.type(theirs).orElseThrow(() -> different(where, contents, theirs));
    require(contents.type().equals(type), where, contents.type(), type);
    if (theirs instanceof Operand.ParamRef(int other)) {
      fill(other, new ByConstant(node, contents), where);
    } else {
      Node producer = text.producer(theirs).orElseThrow();
      require(producer.op() instanceof Constant(Tensor its) && contents.kept().equals(its.kept()), where, contents,
          producer.op());
    }
  }

  private void fill(int param, Filled by, String where) {
    Filled before = filled.putIfAbsent(param, by);
    require(before == null || before.equals(by), where, by, before == null ? "" : before);
  }

  private static void require(boolean same, String where, Object ours, Object theirs) {
    if (!same) {
      throw different(where, ours, theirs);
    }
  }

  private static IllegalStateException different(String where, Object ours, Object theirs) {
    return new IllegalStateException(where + ": the graph has " + ours + ", the text made of it " + theirs);
  }
}
