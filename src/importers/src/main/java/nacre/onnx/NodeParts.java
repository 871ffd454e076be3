package nacre.onnx;

import java.util.BitSet;
import java.util.Optional;
import nacre.importers.UnsupportedException;
import nacre.onnx.proto.AttributeProto;
import nacre.onnx.proto.NodeProto;

/** A node's attributes, inputs and results, held against what the entry of its operator lists. */
abstract sealed class NodeParts extends NodeSettings permits Call {
  final NodeProto node;
  private final int opset;
  private final BitSet unreadInputs = new BitSet();
  private Optional<Operator> entry = Optional.empty();

  NodeParts(NodeProto node, int opset) {
    super(node.attributes());
    this.node = node;
    this.opset = opset;
    for (int i = 0; i < node.inputs().size(); i++) {
      unreadInputs.set(i, !node.inputs().get(i).isEmpty());
    }
  }

  public int opset() {
    return opset;
  }

  public String operator() {
    return node.opType();
  }

  public int inputs() {
    return node.inputs().size();
  }

  public boolean has(int input) {
    return input < node.inputs().size() && !node.inputs().get(input).isEmpty();
  }

  public NodeProto node() {
    return node;
  }

  abstract boolean wants(int output);

  /**
   * Holds the node against an entry; from here on only what it lists may be asked for.
   *
   * @throws UnsupportedException if the node has what the entry does not know
   */
  void hold(Operator operator) {
    entry = Optional.of(operator);
    if (opset < operator.since()) {
      throw new UnsupportedException("it is of a version before " + operator.since());
    }
    attributes().values().forEach(attribute -> hold(operator, attribute));
    for (int i = 0; i < inputs(); i++) {
      if (has(i)) {
        holdInput(operator, i);
      }
    }
    for (int i = 0; i < node.outputs().size(); i++) {
      if (wants(i)) {
        holdResult(operator, i);
      }
    }
  }

  private void hold(Operator operator, AttributeProto attribute) {
    String name = "`" + attribute.name() + "`";
    Support support = operator.attribute(attribute.name(), opset).map(Setting::support).orElseThrow(
        () -> new UnsupportedException("the attribute " + name + " is not known"));
    if (support instanceof Support.Refused(String why)) {
      throw new UnsupportedException(name + " is said, and " + why);
    }
    if (!support.allows(attribute)) {
      throw new UnsupportedException(name + " is " + Support.quoted(attribute));
    }
    if (support.saysNothing()) {
      ignore(attribute.name());
    }
  }

  private void holdInput(Operator operator, int input) {
    Setting setting = operator.input(input, opset).orElseThrow(
        () -> new UnsupportedException("input " + input + " is not known"));
    if (setting.support() instanceof Support.Refused(String why)) {
      throw new UnsupportedException("its input `" + setting.name() + "`, " + why + ", is not known");
    }
  }

  private void holdResult(Operator operator, int output) {
    Setting setting = operator.result(output, opset).orElseThrow(
        () -> new UnsupportedException("its result " + output + " is not known"));
    if (setting.support() instanceof Support.Refused(String why)) {
      throw new UnsupportedException("its result `" + setting.name() + "`, " + why + ", is not known");
    }
  }

  @Override
  boolean lists(String attribute) {
    return entry.isEmpty() || entry.get().attributes().stream().anyMatch(each -> each.name().equals(attribute));
  }

  /** Takes note of an input that says nothing about the result at inference. */
  public void ignore(int input) {
    unreadInputs.clear(input);
  }

  void reads(int input) {
    unreadInputs.clear(input);
  }

  /** Takes note of an input whose contents have to be known. */
  void requires(int input) {
    if (entry.isPresent() && has(input)
        && !(entry.get().input(input, opset).map(Setting::support).orElseThrow() instanceof Support.Known)) {
      throw new IllegalStateException("the entry of " + operator() + " does not say that input " + input
          + " must be known");
    }
  }

  void requireAllRead() {
    if (!unread().isEmpty()) {
      throw new UnsupportedException("the attribute `" + unread().iterator().next() + "` is not known");
    }
    if (!unreadInputs.isEmpty()) {
      throw new UnsupportedException("input " + unreadInputs.nextSetBit(0) + " is not known");
    }
  }
}
