package nacre.driver;

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
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.op.Constant;
import nacre.ir.op.InputOp;
import nacre.ir.op.OpaqueOp;
import nacre.source.InputException;

/**
 * What a network is made of, as written: shapes, parameters, bytes, multiply-adds, for each node and for each block of
 * them. A parameter that several nodes share is counted at the first. Bytes are those of computing, four an element,
 * whatever the element type.
 *
 * @param lines     nodes below the blocks that they are in, in the order of the text, inputs first
 * @param trainable elements of the parameters that training changes
 * @param fixed     elements of the others
 * @param all       the sum over all nodes; parameters that no node reads are not in it
 * @param unknown   operations that Nacre does not know: what they own and compute is in no sum
 */
public record Summary(String model, List<Line> lines, Dim trainable, Dim fixed, Amounts all,
    int unknown) {
  private static final int BYTES = 4;

  /**
   * What can be added up.
   *
   * @param params          elements of parameters
   * @param activationBytes bytes of results
   * @param macs            multiply-adds, with the symbols of the shapes
   */
  public record Amounts(Dim params, Dim activationBytes, Dim macs) {
    static final Amounts NONE = new Amounts(Dim.of(0), Dim.of(0), Dim.of(0));

    Amounts plus(Amounts more) {
      return new Amounts(params.plus(more.params), activationBytes.plus(more.activationBytes), macs.plus(more.macs));
    }

    public Dim weightBytes() {
      return params.times(BYTES);
    }
  }

  /**
   * One node.
   *
   * @param types  of its results
   * @param shared whether it reads parameters that were counted before
   */
  public record Row(String path, String op, List<Type> types, boolean shared, Amounts amounts) {
    public Row {
      types = List.copyOf(types);
    }

    /** Elements of the parameters that are counted here. */
    public Dim params() {
      return amounts.params();
    }
  }

  /**
   * A node, or a block with the sums of all that is in it.
   *
   * @param depth  how many blocks are around it
   * @param path   of the node, or what the paths of all nodes in the block start with
   * @param name   the part of the path that those around it do not have
   * @param row    the node; empty for a block
   * @param types  of the node's results, or of the last node's in the block
   * @param shared whether it reads parameters that were counted before
   */
  public record Line(int depth, String path, String name, Optional<Row> row, List<Type> types, boolean shared,
      Amounts amounts) {
    public Line {
      types = List.copyOf(types);
    }

    public boolean isBlock() {
      return row.isEmpty();
    }
  }

  public Summary {
    lines = List.copyOf(lines);
  }

  /** @throws InputException for a node whose numbers no 64 bits hold */
  public static Summary of(Graph graph) {
    SummaryTree tree = new SummaryTree();
    Set<Integer> counted = new HashSet<>();
    for (Node node : graph.nodes()) {
      if (!(node.op() instanceof Constant)) {
        try {
          tree.add(row(graph, node, counted));
        } catch (ArithmeticException e) {
          throw uncountable(node);
        }
      }
    }
    return new Summary(graph.name(), tree.lines(), total(graph, true), total(graph, false), tree.all(),
        (int) graph.nodes().stream().filter(node -> node.op() instanceof OpaqueOp).count());
  }

  private static InputException uncountable(Node node) {
    return new InputException(node.location().text().map(text -> text.span() + ": ").orElse("") + "`" + node.path()
        + "` has parameters, bytes or multiply-adds beyond 2^63, which cannot be counted");
  }

  /** The nodes without the blocks. */
  public List<Row> rows() {
    return lines.stream().flatMap(line -> line.row().stream()).toList();
  }

  /** Elements of all parameters. */
  public Dim total() {
    return trainable.plus(fixed);
  }

  /** Bytes of all parameters, if their extents are known. */
  public OptionalLong weightBytes() {
    return total().times(BYTES).known();
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
    return new Row(node.path(), op, node.types(), shared, new Amounts(params, bytes(node), macs(graph, node)));
  }

  private static Dim bytes(Node node) {
    Dim sum = Dim.of(0);
    for (Type type : node.types()) {
      sum = sum.plus(type instanceof TensorType tensor ? tensor.shape().elements().times(BYTES) : Dim.UNKNOWN);
    }
    return sum;
  }

  private static Dim macs(Graph graph, Node node) {
    boolean typed = node.types().stream().noneMatch(type -> type instanceof Type.Poison || type instanceof Type.Opaque);
    return typed ? node.op().macs(graph.site(node)) : Dim.of(0);
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
