package nacre.passes;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

import nacre.ir.Graph;
import nacre.ir.Input;
import nacre.ir.Param;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;

/** Values on which rewrites that are not quite right go wrong. */
enum Hostility {
  /** All of one size, so that a term that is dropped shows beside the others. */
  ORDINARY("ordinary values") {
    @Override
    double input(SplittableRandom random) {
      return random.nextGaussian();
    }

    @Override
    double gamma(SplittableRandom random) {
      return sign(random) * (0.5 + random.nextDouble());
    }

    @Override
    double variance(SplittableRandom random) {
      return 0.1 + 1.9 * random.nextDouble();
    }
  },
  /** For rewrites that take padding, or the zero that a ReLU leaves, for harmless. */
  NEGATIVE("negative inputs") {
    @Override
    double input(SplittableRandom random) {
      return -0.5 - random.nextDouble();
    }

    @Override
    double gamma(SplittableRandom random) {
      return -0.5 - random.nextDouble();
    }

    @Override
    double variance(SplittableRandom random) {
      return 0.5 + random.nextDouble();
    }
  },
  /** For rewrites that divide by what may be nothing, or drop what is small. */
  EXTREME("huge inputs, zero, tiny and huge gammas, and variances near zero") {
    @Override
    double input(SplittableRandom random) {
      return 1e3 * random.nextGaussian();
    }

    @Override
    double gamma(SplittableRandom random) {
      return sign(random) * new double[] {0, 1e-30, 1e-4, 1, 1e4}[random.nextInt(5)];
    }

    @Override
    double variance(SplittableRandom random) {
      return new double[] {0, 1e-12, 1, 1e4}[random.nextInt(4)];
    }
  };

  private final String description;

  Hostility(String description) {
    this.description = description;
  }

  abstract double input(SplittableRandom random);

  abstract double gamma(SplittableRandom random);

  abstract double variance(SplittableRandom random);

  String description() {
    return description;
  }

  /** Contents for every input of a graph of known extents, by name. */
  Map<String, Tensor> inputs(Graph graph) {
    Map<String, Tensor> contents = new LinkedHashMap<>();
    for (Input input : graph.inputs()) {
      Type type = graph.producer(input.value()).type();
      SplittableRandom random = new SplittableRandom(input.name().hashCode());
      contents.put(input.name(), tensor((TensorType) type, random));
    }
    return contents;
  }

  private Tensor tensor(TensorType type, SplittableRandom random) {
    int[] shape = Probe.extents(type);
    return type.dtype().isReal()
        ? Tensor.reals(type.dtype(), shape, _ -> input(random))
        : Tensor.integers(type.dtype(), shape, _ -> random.nextInt(2));
  }

  /** Contents of one parameter, by its role. */
  Tensor param(int index, Param param) {
    SplittableRandom random = new SplittableRandom(31L * index + ordinal());
    int[] shape = Probe.extents(param.type());
    if (!param.type().dtype().isReal()) {
      return Tensor.integers(param.type().dtype(), shape, _ -> random.nextInt(2));
    }
    double fan = Math.max(1, Tensor.elements(shape) / (double) (shape.length == 0 ? 1 : Math.max(1, shape[0])));
    return Tensor.reals(param.type().dtype(), shape, _ -> switch (param.role()) {
      case GAMMA -> gamma(random);
      case RUNNING_VARIANCE -> variance(random);
      case WEIGHT -> random.nextGaussian() / Math.sqrt(fan);
      case BIAS, BETA, RUNNING_MEAN, SLOPE, OWN -> random.nextGaussian();
    });
  }

  private static double sign(SplittableRandom random) {
    return random.nextBoolean() ? 1 : -1;
  }
}
