package nacre.driver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import nacre.ir.Dim;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Param;
import nacre.ir.Type;
import nacre.ir.op.Constant;
import nacre.ir.op.InputOp;
import nacre.source.InputException;

/**
 * What a network is made of, node by node as written: shapes, parameters, multiply-adds. A parameter that several nodes
 * share is counted at the first.
 *
 * @param rows the nodes of the text, inputs first
 */
public record Summary(String model, List<Row> rows, Dim trainable, Dim fixed, Dim macs) {
  /**
   * One node.
   *
   * @param params elements of the parameters that are counted here
   * @param shared whether it reads parameters that were counted before
   * @param macs   multiply-adds, with the symbols of the shapes
   */
  public record Row(String path, String op, Type type, Dim params, boolean shared, Dim macs) {}

  public Summary {
    rows = List.copyOf(rows);
  }

  /** @throws InputException for a node whose numbers no 64 bits hold */
  public static Summary of(Graph graph) {
    List<Row> rows = new ArrayList<>();
    Set<Integer> counted = new HashSet<>();
    Dim macs = Dim.of(0);
    for (Node node : graph.nodes()) {
      if (!(node.op() instanceof Constant)) {
        try {
          Row row = row(graph, node, counted);
          rows.add(row);
          macs = macs.plus(row.macs());
        } catch (ArithmeticException e) {
          throw uncountable(node);
        }
      }
    }
    return new Summary(graph.name(), rows, total(graph, true), total(graph, false), macs);
  }

  private static InputException uncountable(Node node) {
    return new InputException(node.location().text().map(text -> text.span() + ": ").orElse("") + "`" + node.path()
        + "` has parameters or multiply-adds beyond 2^63, which cannot be counted");
  }

  /** Elements of all parameters. */
  public Dim total() {
    return trainable.plus(fixed);
  }

  /** Bytes of all parameters at four bytes an element, if their extents are known. */
  public OptionalLong weightBytes() {
    OptionalLong elements = total().known();
    return elements.isPresent() ? OptionalLong.of(4 * elements.getAsLong()) : elements;
  }

  private static Row row(Graph graph, Node node, Set<Integer> counted) {
    Dim params = Dim.of(0);
    boolean shared = false;
    for (Operand operand : node.operands()) {
      if (operand instanceof Operand.ParamRef(int index)) {
        if (counted.add(index)) {
          params = params.plus(graph.params().get(index).type().shape().elements());
        } else {
          shared = true;
        }
      }
    }
    String op = node.op() instanceof InputOp ? "input" : node.op().name();
    return new Row(node.path(), op, node.type(), params, shared, macs(graph, node).orElse(Dim.of(0)));
  }

  private static Optional<Dim> macs(Graph graph, Node node) {
    boolean typed = node.types().stream().noneMatch(type -> type instanceof Type.Poison || type instanceof Type.Opaque);
    return typed ? Optional.of(node.op().macs(graph.site(node))) : Optional.empty();
  }

  private static Dim total(Graph graph, boolean trainable) {
    Dim sum = Dim.of(0);
    for (Param param : graph.params()) {
      if (param.trainable() == trainable) {
        sum = sum.plus(param.type().shape().elements());
      }
    }
    return sum;
  }
}
