package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.Init;
import nacre.ir.Operand;
import nacre.ir.Phase;
import nacre.ir.Role;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * 2-D convolution, as neural networks say it (cross-correlation, ONNX {@code Conv}); weights are OIHW in every layout.
 *
 * @param axis where the channels are, 1 or 3
 */
public record Conv2d(List<Integer> stride, Padding padding, List<Integer> dilation, int groups, int axis)
    implements Op, AbsorbsOutputAffine, TracksAxes, PreservesShift {
  public static final int X = 0;
  public static final int WEIGHT = 1;
  public static final int BIAS = 2;

  static final OpSpec SPEC = OpSpec
      .of("conv2d", Conv2d.class, "2-D convolution: every filter slides over height and width of a picture")
      .input("x", "picture, rank 4")
      .size("filters", SettingKind.POSITIVE, "weight", List.of(0), "channels of the result")
      .size("kernel", new SettingKind.Ints(2, 1), "weight", List.of(2, 3), "height and width of the window")
      .attribute("stride", new SettingKind.Ints(2, 1), Attr.of(1), "step of the window")
      .attribute("padding", new SettingKind.Pads(2), Attr.of(0), "zeros around the picture")
      .attribute("dilation", new SettingKind.Ints(2, 1), Attr.of(1), "distance of the window's elements")
      .attribute("groups", SettingKind.POSITIVE, Attr.of(1), "separate sets of channels")
      .attribute("axis", SettingKind.AXIS, SettingKind.CHANNELS, "where the channels are")
      .param("weight", Role.WEIGHT, new Init.HeUniform(), Conv2d::weightShape,
          "[filters, channels / groups, height, width]")
      .param("bias", Role.BIAS, Init.ZEROS, "bias", settings -> List.of(settings.dim("filters")), "[filters]")
      .build();

  private static List<Dim> weightShape(Settings settings) {
    TensorType x = settings.input(0, 4, "a picture [batch, channels, height, width]");
    Dim channels = x.dim(settings.integer("axis")).floorDiv(settings.integer("groups"));
    List<Dim> kernel = settings.dims("kernel");
    return List.of(settings.dim("filters"), channels, kernel.get(0), kernel.get(1));
  }

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(X, 4, "a picture [batch, channels, height, width]");
    TensorType weight = context.tensor(WEIGHT, 4, "weights [filters, channels / groups, height, width]");
    Windows.checkPicture(x, axis);
    ChannelParams.checkDType(context, WEIGHT, SPEC);
    checkChannels(x, weight);
    ChannelParams.check(context, BIAS, weight.dim(0), SPEC);
    return List.of(x.withDims(windows(weight).result(x, weight.dim(0))));
  }

  private void checkChannels(TensorType x, TensorType weight) {
    Dim channels = x.dim(axis);
    if (channels instanceof Dim.Known(long count) && count % groups != 0) {
      throw TypeError.at("groups", "found " + count + " channels and " + groups + " groups, required channels that the "
          + "groups divide");
    }
    if (weight.dim(0) instanceof Dim.Known(long filters) && filters % groups != 0) {
      throw TypeError.at("groups", "found " + filters + " filters and " + groups + " groups, required filters that the "
          + "groups divide");
    }
    if (!weight.dim(1).times(groups).provablyEquals(channels)) {
      throw new TypeError("found " + channels + " channels in " + x + ", required " + weight.dim(1).times(groups)
          + " for weights " + weight + (groups == 1 ? "" : " in " + groups + " groups"));
    }
  }

  private Windows windows(TensorType weight) {
    List<Integer> kernel = weight.dims().subList(2, 4).stream()
        .map(dim -> (int) dim.known()
            .orElseThrow(() -> new TypeError("found weights " + weight + ", required a known window")))
        .toList();
    return new Windows(kernel, stride, padding, dilation, axis);
  }

  @Override
  public Dim macs(Site site) {
    List<Dim> weight = site.tensor(WEIGHT).dims();
    return site.result(0).shape().elements().times(weight.get(1)).times(weight.get(2)).times(weight.get(3));
  }

  @Override
  public List<Candidate> candidates(Site site) {
    TensorType x = site.tensor(X);
    Windows windows = windows(site.tensor(WEIGHT));
    return List.of(new Candidate.Convolution(axis, windows.kernel(), stride, windows.before(x), windows.after(x),
        dilation, groups));
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Windows windows = windows(evaluation.site().tensor(WEIGHT));
    List<Integer> before = windows.before(evaluation.site().tensor(X));
    return List.of(new Convolution(this, before, evaluation).result());
  }

  @Override
  public int affineAxis(Site site) {
    return axis;
  }

  /** {@code s_o * (sum W_o x + b_o) + t_o = sum (s_o W_o) x + (s_o b_o + t_o)}. */
  @Override
  public List<Operand> absorb(NodeSink sink, List<Operand> operands, Site site, Operand scale, Operand shift) {
    Dim filters = site.tensor(WEIGHT).dim(0);
    Operand rows = sink.add(new Reshape(List.of(filters, Dim.ONE, Dim.ONE, Dim.ONE)), List.of(scale));
    return List.of(operands.get(X), sink.add(new Mul(), List.of(operands.get(WEIGHT), rows)),
        ChannelParams.affine(sink, operands.get(BIAS), scale, shift));
  }

  /** The channels of the picture are mixed; those of weights and bias are the result's. */
  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return switch (operand) {
      case X -> from == 0 ? OptionalInt.of(0) : OptionalInt.empty();
      default -> from == 0 ? OptionalInt.of(axis) : OptionalInt.empty();
    };
  }

  /** A constant in the bias arrives unchanged; one in the picture does not. */
  @Override
  public boolean preservesShift(Site site, int operand, int from, Phase phase) {
    return operand == BIAS;
  }
}
