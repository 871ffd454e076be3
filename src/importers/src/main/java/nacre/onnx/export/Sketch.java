package nacre.onnx.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import nacre.ir.GraphBuilder;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.Value;
import nacre.ir.op.InputOp;
import nacre.ir.op.NodeSink;
import nacre.ir.op.Op;

/** An op said with other ops, which are typed here and then said in ONNX one by one. */
final class Sketch implements NodeSink {
  private final GraphBuilder builder = new GraphBuilder("sketch");
  private final Map<Value, String> names = new HashMap<>();
  private final Use use;
  private int said;

  Sketch(Use use) {
    this.use = use;
  }

  /** The operands of the op that is said. */
  List<Operand> operands() {
    List<Operand> operands = new ArrayList<>();
    for (int i = 0; i < use.operands(); i++) {
      operands.add(use.has(i) ? given(use.type(i), use.in(i)) : Operand.ABSENT);
    }
    return operands;
  }

  private Value given(TensorType type, String name) {
    Node node = builder.add(name, new InputOp(type), List.of(), OptionalInt.empty(), Location.NONE);
    names.put(node.value(), name);
    said = builder.size();
    return node.value();
  }

  @Override
  public Operand add(Op op, List<Operand> operands) {
    return builder.add(op.name(), op, operands, OptionalInt.empty(), Location.NONE).value();
  }

  @Override
  public Type type(Operand operand) {
    return builder.type(operand).orElseThrow();
  }

  /** Says all nodes; the names of some results. */
  List<String> names(List<Operand> results) {
    for (int id = said; id < builder.size(); id++) {
      Node node = builder.node(id);
      List<String> inputs = node.operands().stream().map(this::name).toList();
      Site site = new Site(node.operands().stream().map(builder::type).toList(), node.types());
      List<String> own = use.inner(node.op(), site, inputs).spelled();
      for (int port = 0; port < own.size(); port++) {
        names.put(node.value(port), own.get(port));
      }
    }
    return results.stream().map(this::name).toList();
  }

  private String name(Operand operand) {
    return operand instanceof Value value ? Objects.requireNonNull(names.get(value)) : "";
  }
}
