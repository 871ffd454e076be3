package nacre.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import nacre.ir.Dim;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Param;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;
import nacre.ir.Value;
import nacre.ir.op.Evaluation;
import nacre.ir.op.InferContext;
import nacre.ir.op.Op;
import nacre.ir.op.OpaqueOp;

/** Evaluates one node on concrete operands, typing it anew with them. */
final class NodeEvaluator {
  private static final int MOST_KNOWN_CONTENTS = 64;

  private final Graph graph;
  private final Map<String, Long> symbols;
  private final ParamValues params;

  NodeEvaluator(Graph graph, Map<String, Long> symbols, ParamValues params) {
    this.graph = graph;
    this.symbols = symbols;
    this.params = params;
  }

  /** @param live results by node, those of this node's operands present */
  List<Tensor> evaluate(Node node, List<List<Tensor>> live) {
    if (node.op() instanceof OpaqueOp opaque) {
      throw new EvaluationException("`" + node.path() + "` cannot be evaluated: " + opaque.complaint());
    }
    if (node.types().contains(Type.POISON)) {
      throw new EvaluationException("`" + node.path() + "` cannot be evaluated: it is in error");
    }
    List<Optional<Tensor>> operands = node.operands().stream().map(operand -> contents(operand, live)).toList();
    Op op = node.op().substitute(symbols);
    List<Type> types = infer(node, op, operands);
    List<Tensor> results = op.evaluate(new Evaluation(operands, new Site(types(operands), types)));
    List<TensorType> found = results.stream().map(Tensor::type).toList();
    if (!found.equals(types)) {
      throw new IllegalStateException("`" + node.path() + "`: `" + op.name() + "` evaluates to " + found
          + " where it infers " + types);
    }
    return results;
  }

  private static List<Type> infer(Node node, Op op, List<Optional<Tensor>> operands) {
    try {
      return op.infer(new InferContext(types(operands), operands.stream().map(NodeEvaluator::known).toList()));
    } catch (TypeError e) {
      throw new EvaluationException("`" + node.path() + "` cannot be evaluated: " + e.text());
    }
  }

  private static List<Optional<Type>> types(List<Optional<Tensor>> operands) {
    return operands.stream().map(operand -> operand.<Type>map(Tensor::type)).toList();
  }

  /** What typing may know of an operand's contents. */
  private static Optional<List<Dim>> known(Optional<Tensor> operand) {
    return operand.filter(tensor -> !tensor.dtype().isReal() && tensor.elements() <= MOST_KNOWN_CONTENTS)
        .map(Tensor::toIntegers).filter(elements -> Arrays.stream(elements).allMatch(element -> element >= 0))
        .map(elements -> new ArrayList<>(Arrays.stream(elements).mapToObj(Dim::of).toList()));
  }

  private Optional<Tensor> contents(Operand operand, List<List<Tensor>> live) {
    return switch (operand) {
      case Value(int node, int port) -> Optional.of(live.get(node).get(port));
      case Operand.ParamRef(int index) -> Optional.of(param(index));
      case Operand.Absent _ -> Optional.empty();
    };
  }

  private Tensor param(int index) {
    Param param = graph.params().get(index);
    Tensor found = params.of(index, param);
    TensorType required = param.type().substitute(symbols);
    if (!found.type().equals(required)) {
      throw new EvaluationException(
          "parameter `" + param.path() + "`: found " + found.type() + ", required " + required);
    }
    return found;
  }
}
