package nacre.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import nacre.ir.op.InputOp;
import nacre.ir.op.Op;
import nacre.ir.op.OpSpec;
import nacre.ir.op.Ops;

/** Checks that a graph keeps every rule of {@link Graph}: structure first, then the types of nodes that are sound. */
public final class Verifier {
  /**
   * A rule that is broken.
   *
   * @param node where, if it is a node
   */
  public record Violation(OptionalInt node, String message) {
    @Override
    public String toString() {
      return node.isPresent() ? "%" + node.getAsInt() + ": " + message : message;
    }
  }

  private final Graph graph;
  private final Typing typing = new Typing();
  private final List<Violation> violations = new ArrayList<>();

  private Verifier(Graph graph) {
    this.graph = graph;
  }

  /** All violations, those of nodes in order; empty for a sound graph. */
  public static List<Violation> violations(Graph graph) {
    Verifier verifier = new Verifier(graph);
    verifier.params();
    verifier.layers();
    verifier.nodes();
    verifier.inputs();
    verifier.outputs();
    return List.copyOf(verifier.violations);
  }

  /** @throws IllegalStateException with all violations, one per line, if there are any */
  public static void check(Graph graph) {
    List<Violation> found = violations(graph);
    if (!found.isEmpty()) {
      throw new IllegalStateException("graph `" + graph.name() + "` is not sound:\n"
          + found.stream().map(Violation::toString).collect(Collectors.joining("\n")));
    }
  }

  private void params() {
    Set<String> paths = new HashSet<>();
    for (Param param : graph.params()) {
      if (!paths.add(param.path())) {
        violation("two parameters have the path `" + param.path() + "`");
      }
      symbols("parameter `" + param.path() + "`", param.type()).ifPresent(this::violation);
    }
  }

  private void layers() {
    Set<String> paths = new HashSet<>();
    for (Layer layer : graph.layers()) {
      if (!paths.add(layer.path())) {
        violation("two layers have the path `" + layer.path() + "`");
      }
      for (int param : layer.params()) {
        if (param < 0 || param >= graph.params().size()) {
          violation("layer `" + layer.path() + "` has parameter " + param + " of " + graph.params().size());
        }
      }
    }
  }

  private void nodes() {
    Map<String, Integer> paths = new HashMap<>();
    for (int i = 0; i < graph.nodes().size(); i++) {
      Node node = graph.nodes().get(i);
      if (node.id() != i) {
        violation("the node at position " + i + " has the id " + node.id());
      }
      Integer first = paths.putIfAbsent(node.path(), i);
      if (first != null) {
        violation(i, "has the path `" + node.path() + "`, as %" + first + " has");
      }
      if (node.layer().isPresent()
          && (node.layer().getAsInt() < 0 || node.layer().getAsInt() >= graph.layers().size())) {
        violation(i, "applies layer " + node.layer().getAsInt() + " of " + graph.layers().size());
      }
      if (isSound(i, node)) {
        types(i, node);
      }
    }
  }

  private boolean isSound(int i, Node node) {
    int before = violations.size();
    node.operands().forEach(operand -> operand(i, operand));
    arity(node.op()).ifPresent(most -> {
      if (node.operands().size() > most) {
        violation(i,
            "has " + node.operands().size() + " operands, required " + most + " at most for `" + node.op().name()
                + "`");
      }
    });
    if (node.types().size() != node.op().results()) {
      violation(i,
          "has " + node.types().size() + " types, required " + node.op().results() + " for `" + node.op().name()
              + "`");
    }
    return violations.size() == before;
  }

  /** How many operands an op of a fixed number may have. */
  private static Optional<Integer> arity(Op op) {
    OpSpec spec = op.spec();
    boolean fixed = Ops.named(spec.name()).isPresent()
        && spec.inputs().stream().noneMatch(input -> input.arity() == OpSpec.Arity.LIST);
    return fixed ? Optional.of(spec.inputs().size() + spec.params().size()) : Optional.empty();
  }

  private void operand(int i, Operand operand) {
    switch (operand) {
      case Value(int node, int port) -> {
        if (node < 0 || node >= i) {
          violation(i, "reads %" + node + ", required a node before it");
        } else if (port < 0 || port >= graph.node(node).types().size()) {
          violation(i, "reads result " + port + " of %" + node + ", which has " + graph.node(node).types().size());
        }
      }
      case Operand.ParamRef(int index) -> {
        if (index < 0 || index >= graph.params().size()) {
          violation(i, "reads parameter " + index + " of " + graph.params().size());
        }
      }
      case Operand.Absent _ -> {}
    }
  }

  /** A node may be poison without a cause in the graph: the cause has been reported. */
  private void types(int i, Node node) {
    if (!node.types().isEmpty() && node.types().equals(Typing.poison(node.op()))) {
      return;
    }
    try {
      List<Type> inferred = typing.infer(i, node.op(), node.operands(), graph::type);
      if (!inferred.equals(node.types())) {
        violation(i, "has the types " + node.types() + ", but `" + node.op().name() + "` infers " + inferred);
      }
    } catch (TypeError e) {
      violation(i, "`" + node.op().name() + "` cannot take its operands: " + e.text());
    }
    node.types().forEach(type -> symbols("its type", type).ifPresent(message -> violation(i, message)));
  }

  private Optional<String> symbols(String what, Type type) {
    return type instanceof TensorType tensor && tensor.isRanked()
        ? tensor.dims().stream().filter(dim -> !(dim instanceof Dim.Known || dim instanceof Dim.Unknown))
            .flatMap(dim -> dim.polynomialOf().symbols().stream())
            .filter(symbol -> !graph.symbols().bounds().containsKey(symbol)).findFirst()
            .map(symbol -> what + " " + type + " has the symbol `" + symbol + "`, which the graph does not declare")
        : Optional.empty();
  }

  private void inputs() {
    Set<String> names = new HashSet<>();
    Set<Integer> bound = new HashSet<>();
    for (Input input : graph.inputs()) {
      int node = input.value().node();
      if (!names.add(input.name())) {
        violation("two inputs have the name `" + input.name() + "`");
      }
      if (!bound.add(node)) {
        violation("two inputs stand for %" + node);
      }
      if (node < 0 || node >= graph.nodes().size() || input.value().port() != 0
          || !(graph.node(node).op() instanceof InputOp)) {
        violation("input `" + input.name() + "` stands for " + input.value() + ", required a node of the op `input`");
      }
    }
    graph.nodes().stream().filter(node -> node.op() instanceof InputOp && !bound.contains(node.id()))
        .forEach(node -> violation(node.id(), "stands for no input of the graph"));
  }

  private void outputs() {
    Set<String> names = new HashSet<>();
    for (Output output : graph.outputs()) {
      Value value = output.value();
      if (!names.add(output.name())) {
        violation("two outputs have the name `" + output.name() + "`");
      }
      if (value.node() < 0 || value.node() >= graph.nodes().size() || value.port() < 0
          || value.port() >= graph.node(value.node()).types().size()) {
        violation("output `" + output.name() + "` reads " + value + ", which no node makes");
      }
    }
  }

  private void violation(String message) {
    violations.add(new Violation(OptionalInt.empty(), message));
  }

  private void violation(int node, String message) {
    violations.add(new Violation(OptionalInt.of(node), message));
  }
}
