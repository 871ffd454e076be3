package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Phase;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/**
 * 3-D convolution (cross-correlation, ONNX {@code Conv}); weights are [filters, channels / groups, depth, height, width]
 * in every layout.
 *
 * @param axis where the channels are, 1 or 4
 */
public record Conv3d(List<Integer> stride, Padding padding, List<Integer> dilation, int groups, int axis)
    implements Op, Decomposes, AbsorbsOutputAffine, TracksAxes, PreservesShift {
  public static final int X = 0;
  public static final int WEIGHT = 1;
  public static final int BIAS = 2;

  static final OpSpec SPEC = ConvLayer.spec("conv3d", Conv3d.class,
      "3-D convolution: every filter slides over depth, height and width of a volume", Space.VOLUME);

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  private ConvLayer layer() {
    return new ConvLayer(Space.VOLUME, stride, padding, dilation, groups, axis);
  }

  @Override
  public List<Type> infer(InferContext context) {
    return layer().infer(context, SPEC);
  }

  @Override
  public Dim macs(Site site) {
    return layer().macs(site);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return List.of(Convolution.of(layer(), evaluation));
  }

  /**
   * {@code y[:, :, d] = sum over i of conv2d(x[:, :, d * stride + i * dilation - before], W[:, :, i])}: for each layer
   * {@code i} of the window one 2-D convolution of all the layers that it meets, which stand next to the batch.
   */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula f = new Formula(sink);
    Windows windows = layer().windows(site.tensor(WEIGHT));
    int before = windows.before(site.tensor(X)).getFirst();
    int after = windows.after(site.tensor(X)).getFirst();
    Dim depth = windows.result(site.tensor(X), Dim.ONE).get(axis == 1 ? 2 : 1);
    Op conv = new Conv2d(stride.subList(1, 3), tail(padding), dilation.subList(1, 3), groups, axis == 1 ? 1 : 3);
    Operand x = Slices.padded(f, Layers.nextToBatch(f, operands.get(X), axis), 1, before, after);
    Operand sum = Operand.ABSENT;
    for (int i = 0; i < windows.kernel().getFirst(); i++) {
      Operand layers = Slices.every(f, x, 1, i * dilation.getFirst(), stride.getFirst(), depth);
      Operand weight = Slices.at(f, operands.get(WEIGHT), 2, i);
      Operand part = f.of(conv, Layers.stacked(f, layers), weight, i == 0 ? operands.get(BIAS) : Operand.ABSENT);
      sum = i == 0 ? part : f.plus(sum, part);
    }
    return List.of(Layers.fromStack(f, sum, site.result(0).dims(), axis));
  }

  /** Padding of height and width. */
  private static Padding tail(Padding of) {
    return switch (of) {
      case Padding.Same same -> same;
      case Padding.Explicit(List<Integer> before, List<Integer> after) ->
          new Padding.Explicit(before.subList(1, 3), after.subList(1, 3));
    };
  }

  @Override
  public int affineAxis(Site site) {
    return axis;
  }

  @Override
  public List<Operand> absorb(NodeSink sink, List<Operand> operands, Site site, Operand scale, Operand shift) {
    return layer().absorb(sink, operands, site, scale, shift);
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return layer().resultAxis(operand, from);
  }

  /** A constant in the bias arrives unchanged; one in the volume does not. */
  @Override
  public boolean preservesShift(Site site, int operand, int from, Phase phase) {
    return operand == BIAS;
  }
}
