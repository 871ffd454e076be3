package nacre.keras.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import nacre.importers.InvalidModelException;
import nacre.importers.UnsupportedException;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.TensorType;
import nacre.ir.op.Expand;
import nacre.ir.op.Flatten;
import nacre.ir.op.Reshape;
import nacre.ir.op.Resize;
import nacre.ir.op.Transpose;
import nacre.ir.op.Unsqueeze;
import nacre.keras.Call;
import nacre.keras.Kind;

/** The same elements under another shape, and elements that are repeated. */
final class Shapes {
  static final List<Kind> ALL = List.of(
      Kind.of("Flatten", Shapes::flatten).takes("data_format"),
      Kind.of("Reshape", Shapes::reshape).takes("target_shape").formerly("dims", "target_shape"),
      Kind.of("Permute", Shapes::permute).takes("dims"),
      Kind.of("RepeatVector", Shapes::repeat).takes("n"),
      upSampling("UpSampling1D", 1).formerly("length", "size"),
      upSampling("UpSampling2D", 2),
      upSampling("UpSampling3D", 3));

  private Shapes() {}

  /** Channels that come first are counted last all the same, but only by layers that say so: Keras 1 took all as it is. */
  private static Operand flatten(Call call) {
    Operand x = call.x();
    int rank = call.type(x).rank();
    if (rank > 2 && call.settings().says("data_format") && Window.isChannelsFirst(call)) {
      List<Integer> last = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
      last.add(last.remove(1));
      x = call.add(new Transpose(last), x);
    }
    return call.main(new Flatten(1), x);
  }

  private static Operand reshape(Call call) {
    Operand x = call.raw(0);
    TensorType type = call.type(x);
    List<Integer> target = call.settings().ints("target_shape").orElseThrow(
        () -> new InvalidModelException("the setting `target_shape` is missing"));
    long open = target.stream().filter(n -> n < 0).count();
    if (open > 1 || target.contains(0)) {
      throw new InvalidModelException("the setting `target_shape`: found " + target
          + ", required extents, -1 for at most one of them");
    }
    long said = target.stream().filter(n -> n > 0).mapToLong(n -> n).reduce(1, Math::multiplyExact);
    Dim all = type.dims().stream().skip(1).reduce(Dim.of(1), Dim::times);
    List<Dim> dims = new ArrayList<>(List.of(type.dim(0)));
    target.forEach(n -> dims.add(n > 0 ? Dim.of(n) : rest(all, said)));
    return call.main(new Reshape(dims), x);
  }

  private static Dim rest(Dim all, long said) {
    if (all.known().isPresent() && all.known().getAsLong() % said != 0) {
      throw new InvalidModelException("the setting `target_shape`: " + all + " elements are no multiple of " + said);
    }
    return all.floorDiv(said);
  }

  private static Operand permute(Call call) {
    Operand x = call.raw(0);
    List<Integer> order = new ArrayList<>(List.of(0));
    order.addAll(call.settings().ints("dims").orElse(List.of()));
    List<Integer> sorted = order.stream().sorted().toList();
    if (!sorted.equals(IntStream.range(0, call.type(x).rank()).boxed().toList())) {
      throw new InvalidModelException("the setting `dims`: found " + order.subList(1, order.size())
          + ", required each axis of " + call.type(x) + " behind the batch once");
    }
    return call.main(new Transpose(order), x);
  }

  private static Operand repeat(Call call) {
    TensorType type = call.requireRank(2, 2);
    Dim count = Dim.of(call.settings().positive("n"));
    Operand apart = call.add(new Unsqueeze(List.of(1)), call.raw(0));
    return call.main(new Expand(List.of(type.dim(0), count, type.dim(1))), apart);
  }

  private static Kind upSampling(String name, int axes) {
    return Kind.of(name, call -> upSampling(call, axes)).takes("size", "data_format", "interpolation")
        .formerly("dim_ordering", "data_format");
  }

  private static Operand upSampling(Call call, int axes) {
    int rank = call.requireRank(axes + 2, axes + 2).rank();
    List<Double> scale = call.settings().positives("size", axes, List.of(2)).stream().map(n -> (double) n).toList();
    String word = call.settings().word("interpolation", "nearest");
    boolean nearest = word.equals("nearest");
    if (!nearest && !word.equals("bilinear")) {
      throw new UnsupportedException("its interpolation is `" + word + "`");
    }
    boolean asymmetric = nearest || !call.era().isModern();
    return call.main(new Resize(List.of(), scale, nearest ? Resize.Mode.NEAREST : Resize.Mode.LINEAR,
        asymmetric ? Resize.Coordinates.ASYMMETRIC : Resize.Coordinates.HALF_PIXEL, Resize.Nearest.FLOOR, -0.75,
        false, 0, Collections.emptyList(), Window.channels(call, rank)), call.x());
  }
}
