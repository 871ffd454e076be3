package nacre.kernels.call;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Batch normalisation by the statistics of this very batch: for each channel
 * {@code y = (x - mean) / sqrt(variance + epsilon) * gamma + beta}, with the mean and the biased variance taken over all
 * elements of the channel (Ioffe and Szegedy, 2015, algorithm 1).
 *
 * @param channels the axis that is kept; strides of output and input
 * @param axes the axes that are reduced, images included, outermost first; strides of output and input
 * @param epsilon added to the variance
 * @param epilogue clamp and curve of the result; its init is {@link Init#ZERO}
 */
public record Normalise(Axis channels, List<Axis> axes, float epsilon, Epilogue epilogue) implements Call {

  public Normalise {
    axes = List.copyOf(axes);
    Axis.require(axes, 2, "a normalisation");
    Axis.require(List.of(channels), 2, "a normalisation");
  }

  public Normalise over(int extent, int... strides) {
    return over(Axis.of(extent, strides));
  }

  public Normalise images(int... strides) {
    return over(Axis.images(strides));
  }

  public Normalise over(Extent extent, Extent... strides) {
    return over(Axis.of(extent, strides));
  }

  private Normalise over(Axis axis) {
    return new Normalise(channels, Axis.append(axes, axis), epsilon, epilogue);
  }

  public Normalise epilogue(Epilogue newEpilogue) {
    return new Normalise(channels, axes, epsilon, newEpilogue);
  }

  public Normalise relu() {
    return clamp(0, Float.POSITIVE_INFINITY);
  }

  public Normalise clamp(float low, float high) {
    return epilogue(epilogue.clamp(low, high));
  }

  public Normalise curve(Curve curve) {
    return epilogue(epilogue.curve(curve));
  }

  public Normalise leaky(float slope) {
    return epilogue(epilogue.leaky(slope));
  }

  public Normalise elu(float slope) {
    return epilogue(epilogue.elu(slope));
  }

  @Override
  public String toJava() {
    return "normalise(" + Epilogue.literal(epsilon) + ", " + channels.toArgument() + ")"
        + axes.stream().map(Axis::toJava).collect(Collectors.joining()) + epilogue.toJava(Init.ZERO);
  }
}
