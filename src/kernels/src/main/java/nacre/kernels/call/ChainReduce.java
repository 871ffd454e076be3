package nacre.kernels.call;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Results of a chain become one along some axes, without ever being in memory. Floats are added and multiplied as
 * {@link Reduce} does.
 *
 * @param chain what is computed of each element, a float; without axes of its own
 * @param fold how results become one
 * @param axes the axes that are kept, outermost first; strides of the output, then of each operand that is read
 * @param along the axes that become one element, outermost first; strides of each operand that is read
 */
public record ChainReduce(Chain chain, Fold fold, List<Axis> axes, List<Axis> along) implements Call {

  public ChainReduce {
    axes = List.copyOf(axes);
    along = List.copyOf(along);
    Axis.require(axes, chain.reads() + 1, "a reduction of a chain");
    Axis.require(along, chain.reads(), "what is reduced");
    if (chain.links().isEmpty() || chain.isTruth() || !chain.axes().isEmpty()) {
      throw new IllegalArgumentException("a reduction needs a chain of floats without axes, found " + chain.toJava());
    }
  }

  public ChainReduce over(int extent, int... strides) {
    return over(Axis.of(extent, strides));
  }

  public ChainReduce images(int... strides) {
    return over(Axis.images(strides));
  }

  public ChainReduce over(Extent extent, Extent... strides) {
    return over(Axis.of(extent, strides));
  }

  private ChainReduce over(Axis axis) {
    return new ChainReduce(chain, fold, Axis.append(axes, axis), along);
  }

  /** The same call with as few loops as possible. */
  public ChainReduce collapsed() {
    return new ChainReduce(chain, fold, Axis.collapse(axes), Axis.collapse(along));
  }

  @Override
  public String toJava() {
    return chain.toJava() + ".reduce(Fold." + fold
        + along.stream().map(axis -> ", " + axis.toArgument()).collect(Collectors.joining()) + ")"
        + axes.stream().map(Axis::toJava).collect(Collectors.joining());
  }
}
