package nacre.ir.op;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

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

/** What convolutions of every rank share: operands x, weights [filters, channels / groups, window...], bias. */
record ConvLayer(Space space, List<Integer> stride, Padding padding, List<Integer> dilation, int groups, int axis) {
  static final int X = 0;
  static final int WEIGHT = 1;
  static final int BIAS = 2;

  /** The signature; the caller adds nothing. */
  static OpSpec spec(String name, Class<? extends Op> type, String summary, Space space) {
    SettingKind positive = new SettingKind.Ints(space.axes(), 1);
    return OpSpec.of(name, type, summary)
        .input("x", space.subject() + ", rank " + space.rank())
        .size("filters", SettingKind.POSITIVE, "weight", List.of(0), "channels of the result")
        .size("kernel", positive, "weight", space.windowAxes(), space.words() + " of the window")
        .attribute("stride", positive, Attr.of(1), "step of the window")
        .attribute("padding", new SettingKind.Pads(space.axes()), Attr.of(0), "zeros around the " + space.subject())
        .attribute("dilation", positive, Attr.of(1), "distance of the window's elements")
        .attribute("groups", SettingKind.POSITIVE, Attr.of(1), "separate sets of channels")
        .attribute("axis", SettingKind.AXIS, SettingKind.CHANNELS, "where the channels are")
        .param("weight", Role.WEIGHT, new Init.HeUniform(), settings -> weightShape(settings, space),
            "[filters, channels / groups, " + space.list() + "]")
        .param("bias", Role.BIAS, Init.ZEROS, "bias", settings -> List.of(settings.dim("filters")), "[filters]")
        .build();
  }

  private static List<Dim> weightShape(Settings settings, Space space) {
    TensorType x = settings.input(0, space.rank(), space.required());
    List<Dim> shape = new ArrayList<>(List.of(settings.dim("filters"),
        x.dim(settings.integer("axis")).floorDiv(settings.integer("groups"))));
    shape.addAll(settings.dims("kernel"));
    return shape;
  }

  List<Type> infer(InferContext context, OpSpec spec) {
    TensorType x = context.tensor(X, space.rank(), space.required());
    TensorType weight =
        context.tensor(WEIGHT, space.rank(), "weights [filters, channels / groups, " + space.list() + "]");
    Windows.checkPicture(x, axis);
    ChannelParams.checkDType(context, WEIGHT, spec);
    checkChannels(x, weight);
    ChannelParams.check(context, BIAS, weight.dim(0), spec);
    return List.of(x.withDims(windows(weight).result(x, weight.dim(0))));
  }

  private void checkChannels(TensorType x, TensorType weight) {
    Dim channels = x.dim(axis);
    if (channels instanceof Dim.Known(long count) && count % groups != 0) {
      throw TypeError.at("groups", "found " + count + " channels and " + groups + " groups, required channels that the "
          + "groups divide").of("indivisible-groups");
    }
    if (weight.dim(0) instanceof Dim.Known(long filters) && filters % groups != 0) {
      throw TypeError.at("groups", "found " + filters + " filters and " + groups + " groups, required filters that the "
          + "groups divide").of("indivisible-groups");
    }
    if (!weight.dim(1).times(groups).provablyEquals(channels)) {
      throw new TypeError("found " + channels + " channels in " + x + ", required " + weight.dim(1).times(groups)
          + " for weights " + weight + (groups == 1 ? "" : " in " + groups + " groups"));
    }
  }

  Windows windows(TensorType weight) {
    return new Windows(space.window(weight), stride, padding, dilation, axis);
  }

  Dim macs(Site site) {
    List<Dim> weight = site.tensor(WEIGHT).dims();
    return site.result(0).shape().elements().times(Shape.of(weight.subList(1, weight.size())).elements());
  }

  /** {@code s_o * (sum W_o x + b_o) + t_o = sum (s_o W_o) x + (s_o b_o + t_o)}. */
  List<Operand> absorb(NodeSink sink, List<Operand> operands, Site site, Operand scale, Operand shift) {
    List<Dim> rows = new ArrayList<>(Collections.nCopies(space.rank(), Dim.ONE));
    rows.set(0, site.tensor(WEIGHT).dim(0));
    Operand factors = sink.add(new Reshape(rows), List.of(scale));
    return List.of(operands.get(X), sink.add(new Mul(), List.of(operands.get(WEIGHT), factors)),
        ChannelParams.affine(sink, operands.get(BIAS), scale, shift));
  }

  /** The channels of the picture are mixed; those of weights and bias are the result's. */
  OptionalInt resultAxis(int operand, int from) {
    return switch (operand) {
      case X -> from == 0 ? OptionalInt.of(0) : OptionalInt.empty();
      default -> from == 0 ? OptionalInt.of(axis) : OptionalInt.empty();
    };
  }
}
