package nacre.ir.op;

import java.util.List;

import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.TensorType;

/** Poolings of any rank as poolings of pictures. */
final class PoolingSteps {
  /** A pooling of pictures with the window of {@code own} and channels on an axis. */
  interface OfPictures {
    Op of(Pooling own, int channels);
  }

  private PoolingSteps() {}

  static Operand of(Formula f, Pooling pooling, Operand x, Site site, OfPictures make) {
    List<Dim> result = site.result(0).dims();
    return switch (pooling.space()) {
      case LINE -> {
        int channels = Flat.channels(pooling.axis());
        Op flat = make.of(new Pooling(Space.PLANE, Flat.behindOne(pooling.kernel()), Flat.behindOne(pooling.stride()),
            Flat.padding(pooling.padding()), Flat.behindOne(pooling.dilation()), pooling.ceil(), channels), channels);
        yield f.reshaped(f.of(flat, Flat.picture(f, x, pooling.axis())), result);
      }
      case PLANE -> f.of(make.of(pooling, pooling.axis()), x);
      case VOLUME -> f.reshaped(pooling.axis() == 1
          ? channelsFirst(f, pooling, x, make)
          : channelsLast(f, pooling, x, make), result);
    };
  }

  /** Height and width of all layers, which are channels then; the depth beside what is left of them. */
  private static Operand channelsFirst(Formula f, Pooling pooling, Operand x, OfPictures make) {
    TensorType type = f.type(x);
    Dim channels = type.dim(1);
    Dim depth = type.dim(2);
    Operand planes = f.of(make.of(part(pooling, 1, 2), 1),
        f.reshaped(x, List.of(type.dim(0), channels.times(depth), type.dim(3), type.dim(4))));
    Dim pixels = f.type(planes).dim(2).times(f.type(planes).dim(3));
    return f.of(make.of(part(pooling, 0, -1), 1), f.reshaped(planes, List.of(type.dim(0), channels, depth, pixels)));
  }

  /** Depth and height with the pixels of a row as channels; the width below what is left of them. */
  private static Operand channelsLast(Formula f, Pooling pooling, Operand x, OfPictures make) {
    TensorType type = f.type(x);
    Operand rows = f.of(make.of(part(pooling, 0, 1), 3),
        f.reshaped(x, List.of(type.dim(0), type.dim(1), type.dim(2), type.dim(3).times(type.dim(4)))));
    Dim count = f.type(rows).dim(1).times(f.type(rows).dim(2));
    return f.of(make.of(part(pooling, -1, 2), 3),
        f.reshaped(rows, List.of(type.dim(0), count, type.dim(3), type.dim(4))));
  }

  /** The pooling along two of its axes; -1 stands for one that is left alone. */
  private static Pooling part(Pooling of, int first, int second) {
    Padding padding = switch (of.padding()) {
      case Padding.Same same -> same;
      case Padding.Explicit(List<Integer> before, List<Integer> after) ->
          new Padding.Explicit(pair(before, first, second, 0), pair(after, first, second, 0));
    };
    return new Pooling(Space.PLANE, pair(of.kernel(), first, second, 1), pair(of.stride(), first, second, 1), padding,
        pair(of.dilation(), first, second, 1), of.ceil(), of.axis() == 1 ? 1 : 3);
  }

  private static List<Integer> pair(List<Integer> of, int first, int second, int absent) {
    return List.of(first < 0 ? absent : of.get(first), second < 0 ? absent : of.get(second));
  }

  /** {@code (k * mean of |x|^p)^(1/p)} for windows of {@code k} elements, zeros of the padding counted. */
  static Operand norm(Formula f, Pooling pooling, Operand x, Site site, int p) {
    Pooling full = pooling.withoutCutWindows(site);
    Operand means = of(f, full, Norms.power(f, x, p), site,
        (own, channels) -> new AveragePool2d(own.kernel(), own.stride(), own.padding(), own.dilation(), own.ceil(),
            channels, true));
    double window = pooling.kernel().stream().mapToInt(Integer::intValue).reduce(1, (a, b) -> a * b);
    return Norms.root(f, f.times(means, window), p);
  }
}
