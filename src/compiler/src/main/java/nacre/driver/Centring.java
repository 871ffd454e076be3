package nacre.driver;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import nacre.ir.DType;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Tensor;
import nacre.ir.Value;
import nacre.ir.op.BatchNorm;
import nacre.reference.ParamValues;

/**
 * The norms by the batch's own statistics. Compiled code computes {@code (x - mean) * scale} as {@code x * scale - mean *
 * scale}, two parts that may be far greater than their difference: of one element per channel it is 0.
 */
final class Centring {
  private final Graph graph;
  private final ParamValues params;
  private final Set<Operand> read = new HashSet<>();
  private final Map<Operand, Tensor> known = new HashMap<>();

  Centring(Graph graph, ParamValues params, Map<String, Tensor> inputs) {
    this.graph = graph;
    this.params = params;
    for (Node node : graph.nodes()) {
      if (node.op() instanceof BatchNorm norm && norm.statistics() == BatchNorm.Statistics.BATCH) {
        read.add(node.operand(BatchNorm.X));
        read.add(node.operand(BatchNorm.GAMMA));
      }
    }
    graph.inputs().forEach(input -> known.put(input.value(), Objects.requireNonNull(inputs.get(input.name()))));
  }

  /** Keeps results that a norm reads. */
  void saw(Node node, List<Tensor> results) {
    for (int port = 0; port < results.size(); port++) {
      if (read.contains(node.value(port))) {
        known.put(node.value(port), results.get(port));
      }
    }
  }

  /** The greatest part that a result of the node is a difference of: {@code |x * scale|}; 0 if the node is no such norm. */
  double greatestPart(Node node) {
    if (!(node.op() instanceof BatchNorm norm) || norm.statistics() != BatchNorm.Statistics.BATCH) {
      return 0;
    }
    double gamma = Arrays.stream(contents(node.operand(BatchNorm.GAMMA)).toReals()).map(Math::abs).max().orElse(0);
    return gamma * greatestQuotient(contents(node.operand(BatchNorm.X)), norm);
  }

  /** The greatest {@code |x| / √(variance + epsilon)} of a channel. */
  private static double greatestQuotient(Tensor x, BatchNorm norm) {
    int channels = x.dim(norm.axis());
    int inner = Tensor.strides(x.shape())[norm.axis()];
    double[] sums = new double[channels];
    double[] squares = new double[channels];
    double[] most = new double[channels];
    for (int i = 0; i < x.elements(); i++) {
      int channel = i / inner % channels;
      sums[channel] += x.real(i);
      squares[channel] += x.real(i) * x.real(i);
      most[channel] = Math.max(most[channel], Math.abs(x.real(i)));
    }
    double count = (double) x.elements() / Math.max(1, channels);
    double greatest = 0;
    for (int channel = 0; channel < channels; channel++) {
      double mean = sums[channel] / count;
      double variance = Math.max(0, squares[channel] / count - mean * mean);
      greatest = Math.max(greatest, most[channel] / Math.sqrt(variance + norm.epsilon()));
    }
    return greatest;
  }

  private Tensor contents(Operand operand) {
    return switch (operand) {
      case Value value -> Objects.requireNonNull(known.get(value));
      case Operand.ParamRef(int index) -> params.of(index, graph.params().get(index));
      case Operand.Absent _ -> Tensor.scalar(DType.F32, 1);
    };
  }
}
