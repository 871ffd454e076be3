package nacre.driver;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Param;
import nacre.ir.Role;
import nacre.ir.Tensor;
import nacre.ir.Value;
import nacre.ir.op.BatchNorm;
import nacre.reference.ParamValues;

/**
 * Parameters as a trained network has them: running statistics near, but not at, the mean and variance of what really
 * arrives, drawn anew per channel, so that values keep their size through any depth and a lost term is still seen. The
 * statistics come to be while the reference first runs, which must show its values to {@link #saw}.
 */
final class Calibration implements ParamValues {
  private final ParamValues others;
  private final long seed;
  private final Map<Value, Tensor> arriving = new HashMap<>();
  private final Map<Integer, Node> norms = new HashMap<>();
  private final Map<Integer, Tensor> statistics = new HashMap<>();

  /** @param others the contents of all parameters that are no running statistics */
  Calibration(Graph graph, ParamValues others, long seed) {
    this.others = others;
    this.seed = seed;
    for (Node node : graph.nodes()) {
      if (node.op() instanceof BatchNorm) {
        for (int operand : List.of(BatchNorm.MEAN, BatchNorm.VARIANCE)) {
          if (node.operand(operand) instanceof Operand.ParamRef(int index)) {
            norms.putIfAbsent(index, node);
          }
        }
      }
    }
  }

  /** What a node of the graph gave in the first run; only what a batch norm reads is kept, until it was read. */
  void saw(Node node, List<Tensor> results) {
    arriving.put(node.value(), results.getFirst());
  }

  /** Forgets what arrived where; the statistics stay. */
  void settle() {
    arriving.clear();
  }

  @Override
  public Tensor of(int index, Param param) {
    Tensor known = statistics.get(index);
    if (known != null) {
      return known;
    }
    Optional<Node> norm = Optional.ofNullable(norms.get(index));
    Optional<Tensor> x = norm.flatMap(node -> node.operand(BatchNorm.X) instanceof Value value
        ? Optional.ofNullable(arriving.get(value))
        : Optional.empty());
    if (x.isEmpty() || !(norm.orElseThrow().op() instanceof BatchNorm op)) {
      return others.of(index, param);
    }
    Tensor drawn = draw(param, x.get(), op.axis());
    statistics.put(index, drawn);
    return drawn;
  }

  /**
   * Means half a deviation off at most, variances off by a factor of two at most. A channel's variance within one picture
   * may be next to nothing where that over a data set is not, and would be divided by: it is taken to be at least a
   * quarter of the mean square over all channels.
   */
  private Tensor draw(Param param, Tensor x, int axis) {
    int channels = x.dim(axis);
    int inner = Tensor.strides(x.shape())[axis];
    double[] sums = new double[channels];
    double[] squares = new double[channels];
    for (int i = 0; i < x.elements(); i++) {
      sums[i / inner % channels] += x.real(i);
      squares[i / inner % channels] += x.real(i) * x.real(i);
    }
    double count = Math.max(1, x.elements() / Math.max(1, channels));
    double least = Math.max(0.01, Arrays.stream(squares).sum() / Math.max(1, x.elements()) / 4);
    SplittableRandom random = new SplittableRandom(seed ^ param.path().hashCode());
    return Tensor.reals(param.type().dtype(), new int[] {channels}, c -> {
      double mean = sums[c] / count;
      double variance = Math.max(least, squares[c] / count - mean * mean);
      return param.role() == Role.RUNNING_MEAN
          ? (float) (mean + (random.nextDouble() - 0.5) * Math.sqrt(variance))
          : (float) (variance * (0.5 + 1.5 * random.nextDouble()));
    });
  }
}
