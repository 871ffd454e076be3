package nacre.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import nacre.ir.Graph;
import nacre.ir.GraphBuilder;
import nacre.ir.Input;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Output;
import nacre.ir.Param;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Value;
import nacre.ir.op.BatchNorm;
import nacre.ir.op.Constant;
import nacre.ir.op.Dropout;
import nacre.ir.op.Mul;
import nacre.ir.op.Op;

/**
 * What one training step computes on its way forward, as a network of its own: batch norms with running statistics use
 * those of the batch, and a dropout multiplies by a mask that depends on the seed and its path alone, so that a network
 * before and after a change draws the same ones.
 */
final class TrainingView {
  private final Map<String, Long> symbols;
  private final long seed;
  private final GraphBuilder builder;
  /** Where each node's results are now. */
  private final List<Integer> moved = new ArrayList<>();

  private TrainingView(Graph graph, Map<String, Long> symbols, long seed) {
    this.symbols = symbols;
    this.seed = seed;
    builder = new GraphBuilder(graph.name());
  }

  /**
   * The view at concrete extents.
   *
   * @throws nacre.ir.TypeError if some node cannot have these extents
   */
  static Graph of(Graph graph, Map<String, Long> symbols, long seed) {
    TrainingView view = new TrainingView(graph, symbols, seed);
    for (Param param : graph.params()) {
      view.builder.param(new Param(param.path(), param.type().substitute(symbols), param.role(), param.trainable(),
          param.init(), param.location()));
    }
    graph.nodes().forEach(node -> view.moved.add(view.add(node)));
    graph.inputs().forEach(input -> view.builder
        .declare(new Input(input.name(), view.value(input.value()), input.picture(), input.location())));
    graph.outputs().forEach(output -> view.builder.output(
        new Output(output.name(), view.value(output.value()), output.labels(), output.top(), output.location())));
    return view.builder.build();
  }

  private int add(Node node) {
    List<Operand> operands = node.operands().stream()
        .map(operand -> operand instanceof Value value ? value(value) : operand).toList();
    Op op = node.op().substitute(symbols);
    return switch (op) {
      case BatchNorm norm when norm.statistics() == BatchNorm.Statistics.RUNNING ->
          put(node.path(), new BatchNorm(norm.axis(), norm.epsilon(), norm.momentum(), BatchNorm.Statistics.BATCH),
              operands);
      case Dropout(double rate) when rate > 0
          && builder.type(operands.getFirst()).orElseThrow() instanceof TensorType x -> {
        Value mask = new Value(put(node.path() + ".mask", new Constant(mask(node.path(), x, rate)), List.of()), 0);
        yield put(node.path(), new Mul(), List.of(operands.getFirst(), mask));
      }
      default -> put(node.path(), op, operands);
    };
  }

  private int put(String path, Op op, List<Operand> operands) {
    return builder.add(path, op, operands, OptionalInt.empty(), Location.NONE).id();
  }

  private Value value(Value value) {
    return new Value(moved.get(value.node()), value.port());
  }

  private Tensor mask(String path, TensorType type, double rate) {
    RandomGenerator random =
        RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 0x9E3779B97F4A7C15L + path.hashCode());
    int[] shape = type.dims().stream().mapToInt(dim -> Math.toIntExact(dim.at(symbols))).toArray();
    return Tensor.reals(type.dtype(), shape, _ -> random.nextDouble() < rate ? 0 : 1 / (1 - rate));
  }
}
