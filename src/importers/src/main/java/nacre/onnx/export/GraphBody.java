package nacre.onnx.export;

import java.util.ArrayList;
import java.util.List;
import nacre.ir.Tensor;

/** The graph of a model. Constants that operators need beside their operands are stored with the parameters. */
final class GraphBody implements Body {
  private final Names names;
  private final List<OnnxNode> operators = new ArrayList<>();
  private final List<Stored> constants = new ArrayList<>();
  private List<String> results = List.of();

  GraphBody(Names names) {
    this.names = names;
  }

  List<OnnxNode> operators() {
    return operators;
  }

  /** Stored tensors that are no parameters. */
  List<Stored> constants() {
    return constants;
  }

  /** The next operator gives these. */
  GraphBody giving(List<String> wanted) {
    results = List.copyOf(wanted);
    return this;
  }

  @Override
  public void add(OnnxNode operator) {
    operators.add(operator);
  }

  @Override
  public String name(String wanted) {
    return names.unique(wanted);
  }

  @Override
  public String constant(String wanted, Tensor contents) {
    String name = name(wanted);
    constants.add(new Stored.Beside(name, contents));
    return name;
  }

  @Override
  public String symbol(String symbol) {
    throw new IllegalStateException("an op that computes a shape is a function");
  }

  @Override
  public List<String> results() {
    return results;
  }
}
