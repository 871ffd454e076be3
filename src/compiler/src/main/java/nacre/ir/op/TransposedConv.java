package nacre.ir.op;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.Init;
import nacre.ir.Operand;
import nacre.ir.Role;
import nacre.ir.Shape;
import nacre.ir.Site;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * What transposed convolutions of every rank share: operands x, weights [channels, filters / groups, window...], bias.
 * Every element of x puts a window, scaled by it, on the result, {@code stride} apart; what lies in the padding is cut off.
 */
record TransposedConv(Space space, List<Integer> stride, Padding padding, List<Integer> outputPadding,
    List<Integer> dilation, int groups, int axis) {
  static final int X = 0;
  static final int WEIGHT = 1;
  static final int BIAS = 2;

  TransposedConv {
    for (int i = 0; i < outputPadding.size(); i++) {
      if (outputPadding.get(i) >= Math.max(stride.get(i), dilation.get(i))) {
        throw TypeError.at("output_padding", "`output_padding`: found " + outputPadding
            + ", required less than the stride " + stride + " or the dilation " + dilation);
      }
    }
    if (padding instanceof Padding.Same && outputPadding.stream().anyMatch(n -> n != 0)) {
      throw TypeError.at("output_padding", "`output_padding`: found " + outputPadding
          + ", required 0 with padding `same`, which says how large the result is");
    }
  }

  /** The signature; the caller adds nothing. */
  static OpSpec spec(String name, Class<? extends Op> type, String summary, Space space) {
    SettingKind positive = new SettingKind.Ints(space.axes(), 1);
    return OpSpec.of(name, type, summary)
        .input("x", space.subject() + ", rank " + space.rank())
        .size("filters", SettingKind.POSITIVE, new OpSpec.Source("weight", List.of(1), "groups"),
            "channels of the result")
        .size("kernel", positive, "weight", space.windowAxes(), space.words() + " of the window")
        .attribute("stride", positive, Attr.of(1), "distance of windows in the result")
        .attribute("padding", new SettingKind.Pads(space.axes()), Attr.of(0), "border of the result that is cut off")
        .attribute("output_padding", new SettingKind.Ints(space.axes(), 0), Attr.of(0),
            "elements more at the end of the result")
        .attribute("dilation", positive, Attr.of(1), "distance of the window's elements")
        .attribute("groups", SettingKind.POSITIVE, Attr.of(1), "separate sets of channels")
        .attribute("axis", SettingKind.AXIS, SettingKind.CHANNELS, "where the channels are")
        .param("weight", Role.WEIGHT, new Init.HeUniform(), settings -> weightShape(settings, space),
            "[channels, filters / groups, " + space.list() + "]")
        .param("bias", Role.BIAS, Init.ZEROS, "bias", settings -> List.of(settings.dim("filters")), "[filters]")
        .build();
  }

  private static List<Dim> weightShape(Settings settings, Space space) {
    TensorType x = settings.input(0, space.rank(), space.required());
    int filters = settings.integer("filters");
    int groups = settings.integer("groups");
    if (filters % groups != 0) {
      throw TypeError.at("groups", "found " + filters + " filters and " + groups + " groups, required filters that the "
          + "groups divide").of("indivisible-groups");
    }
    List<Dim> shape = new ArrayList<>(List.of(x.dim(settings.integer("axis")), Dim.of(filters / groups)));
    shape.addAll(settings.dims("kernel"));
    return shape;
  }

  List<Type> infer(InferContext context, OpSpec spec) {
    TensorType x = context.tensor(X, space.rank(), space.required());
    TensorType weight =
        context.tensor(WEIGHT, space.rank(), "weights [channels, filters / groups, " + space.list() + "]");
    Windows.checkPicture(x, axis);
    ChannelParams.checkDType(context, WEIGHT, spec);
    if (!weight.dim(0).provablyEquals(x.dim(axis))) {
      throw new TypeError("found " + x.dim(axis) + " channels in " + x + ", required " + weight.dim(0) + " for weights "
          + weight);
    }
    if (x.dim(axis) instanceof Dim.Known(long count) && count % groups != 0) {
      throw TypeError.at("groups", "found " + count + " channels and " + groups + " groups, required channels that the "
          + "groups divide").of("indivisible-groups");
    }
    Dim filters = weight.dim(1).times(groups);
    ChannelParams.check(context, BIAS, filters, spec);
    List<Integer> axes = space.slidingAxes(axis);
    List<Dim> extents = IntStream.range(0, axes.size())
        .mapToObj(i -> extent(x, axes.get(i), space.window(weight), i)).toList();
    return List.of(x.withDims(Space.picture(x.rank(), axis, x.dim(0), filters, extents)));
  }

  /** {@code (n - 1) * stride + reach + output padding - padding}, or {@code n * stride}. */
  private Dim extent(TensorType x, int at, List<Integer> kernel, int i) {
    Dim n = x.dim(at);
    if (!(padding instanceof Padding.Explicit(List<Integer> before, List<Integer> after))) {
      return n.times(stride.get(i));
    }
    long more = reach(kernel, i) + outputPadding.get(i) - before.get(i) - after.get(i) - stride.get(i);
    if (n instanceof Dim.Known(long size) && (size == 0 || size * stride.get(i) + more < 1)) {
      throw TypeError.at("padding", "found an extent of " + size + " on axis " + at + " of " + x
          + ", required more: padding cuts off the whole result").of("spatial-underflow");
    }
    return n.times(stride.get(i)).plus(more);
  }

  private long reach(List<Integer> kernel, int i) {
    return (long) dilation.get(i) * (kernel.get(i) - 1) + 1;
  }

  /** What is cut off before each axis; of padding `same` the smaller half. */
  List<Integer> before(List<Integer> kernel) {
    return IntStream.range(0, kernel.size()).mapToObj(i -> switch (padding) {
      case Padding.Explicit(List<Integer> before, List<Integer> _) -> before.get(i);
      case Padding.Same _ -> (int) (Math.max(0, reach(kernel, i) - stride.get(i)) / 2);
    }).toList();
  }

  Dim macs(Site site) {
    List<Dim> weight = site.tensor(WEIGHT).dims();
    return site.tensor(X).shape().elements().times(Shape.of(weight.subList(1, weight.size())).elements());
  }

  /** As for a convolution; filter {@code o} of group {@code g} is row {@code o} of each of the group's channels. */
  List<Operand> absorb(NodeSink sink, List<Operand> operands, Site site, Operand scale, Operand shift) {
    Formula f = new Formula(sink);
    List<Dim> weight = site.tensor(WEIGHT).dims();
    List<Dim> cut = new ArrayList<>(weight);
    cut.set(0, Extents.quotient(weight.get(0), Dim.of(groups)).orElseThrow());
    cut.add(0, Dim.of(groups));
    List<Dim> factors = new ArrayList<>(Collections.nCopies(cut.size(), Dim.ONE));
    factors.set(0, Dim.of(groups));
    factors.set(2, weight.get(1));
    Operand scaled = f.times(f.reshaped(operands.get(WEIGHT), cut), f.reshaped(scale, factors));
    return List.of(operands.get(X), f.reshaped(scaled, weight),
        ChannelParams.affine(sink, operands.get(BIAS), scale, shift));
  }

  /** The channels of the picture are mixed; filters of an only group are the weights' second axis. */
  OptionalInt resultAxis(int operand, int from) {
    return switch (operand) {
      case X -> from == 0 ? OptionalInt.of(0) : OptionalInt.empty();
      case WEIGHT -> from == 1 && groups == 1 ? OptionalInt.of(axis) : OptionalInt.empty();
      default -> OptionalInt.of(axis);
    };
  }
}
