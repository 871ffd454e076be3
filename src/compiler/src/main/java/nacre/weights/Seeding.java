package nacre.weights;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import nacre.ir.Dim;
import nacre.ir.Init;
import nacre.ir.Param;
import nacre.ir.Tensor;

/**
 * Parameter values that come from a seed alone. A parameter's values depend on the seed and its path, not on the order
 * in which parameters are made, and are the same on every machine.
 */
public record Seeding(long seed, Scheme scheme) {
  /** What the values are for. */
  public enum Scheme {
    /** As a training would start: every parameter by its {@link Init}. */
    INITIAL,
    /**
     * As a trained network may look, so that a rewrite that loses a term is seen: gammas of both signs and near zero,
     * variances from 0.1 to 2, means, betas and biases that are not zero. Other parameters are drawn by their {@link
     * Init}. Gammas stay well below 1, as weight decay makes them: with gammas of 1, every block of a deep residual
     * network makes the rounding of the blocks before it several times greater, until no 32-bit float is right.
     */
    VARIED
  }

  /** The values of a parameter, rounded to its element type where that is {@code f32}. */
  public Tensor values(Param param) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(mix(param.path()));
    int[] shape = param.type().dims().stream().mapToInt(dim -> extent(param, dim)).toArray();
    if (!param.type().dtype().isReal()) {
      return Tensor.integers(param.type().dtype(), shape, _ -> 0);
    }
    return switch (scheme) {
      case INITIAL -> draw(param, shape, param.init(), random);
      case VARIED -> varied(param, shape, random);
    };
  }

  private static Tensor varied(Param param, int[] shape, RandomGenerator random) {
    return switch (param.role()) {
      case GAMMA -> Tensor.reals(param.type().dtype(), shape, i -> round(gamma(i, random)));
      case RUNNING_VARIANCE -> draw(param, shape, new Init.Uniform(0.1, 2), random);
      case BETA, RUNNING_MEAN, BIAS -> draw(param, shape, new Init.Normal(0.3), random);
      case SLOPE -> draw(param, shape, new Init.Uniform(-0.5, 0.5), random);
      case WEIGHT, OWN -> draw(param, shape, param.init(), random);
    };
  }

  /** From 0.1 to 0.4 in size, every 16th near zero, about a quarter negative. */
  private static double gamma(int index, RandomGenerator random) {
    double size = index % 16 == 5 ? 1e-3 * random.nextDouble() : 0.1 + 0.3 * random.nextDouble();
    return random.nextInt(4) == 0 ? -size : size;
  }

  private static Tensor draw(Param param, int[] shape, Init init, RandomGenerator random) {
    double fanIn = fanIn(shape);
    double fanOut = fanOut(shape);
    return Tensor.reals(param.type().dtype(), shape, _ -> round(switch (init) {
      case Init.Constant(double value) -> value;
      case Init.Normal(double deviation) -> deviation * gaussian(random);
      case Init.Uniform(double low, double high) -> low + (high - low) * random.nextDouble();
      case Init.HeUniform _ -> symmetric(random, Math.sqrt(6 / fanIn));
      case Init.HeNormal _ -> Math.sqrt(2 / fanIn) * gaussian(random);
      case Init.GlorotUniform _ -> symmetric(random, Math.sqrt(6 / (fanIn + fanOut)));
      case Init.GlorotNormal _ -> Math.sqrt(2 / (fanIn + fanOut)) * gaussian(random);
    }));
  }

  private static double fanIn(int[] shape) {
    return shape.length == 0 ? 1 : Math.max(1.0, Tensor.elements(shape) / (double) Math.max(1, shape[0]));
  }

  private static double fanOut(int[] shape) {
    return shape.length < 2 ? fanIn(shape) : Math.max(1.0, Tensor.elements(shape) / (double) Math.max(1, shape[1]));
  }

  private static double symmetric(RandomGenerator random, double limit) {
    return limit * (2 * random.nextDouble() - 1);
  }

  /** Box & Muller (1958) on strict arithmetic, so that every machine draws the same. */
  private static double gaussian(RandomGenerator random) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }

  private static double round(double value) {
    return (float) value;
  }

  private long mix(String path) {
    long hash = seed * 0x9E3779B97F4A7C15L;
    for (int i = 0; i < path.length(); i++) {
      hash = (hash ^ path.charAt(i)) * 0x100000001B3L;
    }
    return hash;
  }

  private static int extent(Param param, Dim dim) {
    return Math.toIntExact(dim.known().orElseThrow(() -> new IllegalArgumentException(
        "`" + param.path() + "` is " + param.type()
            + "; its extents must be known: say them, for instance with --dim")));
  }
}
