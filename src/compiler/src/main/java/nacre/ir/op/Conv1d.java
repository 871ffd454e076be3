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
 * 1-D convolution (cross-correlation, ONNX {@code Conv}); weights are [filters, channels / groups, length] in every
 * layout.
 *
 * @param axis where the channels are, 1 or 2
 */
public record Conv1d(List<Integer> stride, Padding padding, List<Integer> dilation, int groups, int axis)
    implements Op, Decomposes, AbsorbsOutputAffine, TracksAxes, PreservesShift {
  public static final int X = 0;
  public static final int WEIGHT = 1;
  public static final int BIAS = 2;

  static final OpSpec SPEC = ConvLayer.spec("conv1d", Conv1d.class,
      "1-D convolution: every filter slides along a sequence", Space.LINE);

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  private ConvLayer layer() {
    return new ConvLayer(Space.LINE, stride, padding, dilation, groups, axis);
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

  /** A sequence is a picture of height 1. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula f = new Formula(sink);
    Op conv = new Conv2d(Flat.behindOne(stride), Flat.padding(padding), Flat.behindOne(dilation), groups,
        Flat.channels(axis));
    Operand weight = f.reshaped(operands.get(WEIGHT), Extents.inserted(site.tensor(WEIGHT).dims(), 2, Dim.ONE));
    Operand y = f.of(conv, Flat.picture(f, operands.get(X), axis), weight, operands.get(BIAS));
    return List.of(f.reshaped(y, site.result(0).dims()));
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

  /** A constant in the bias arrives unchanged; one in the sequence does not. */
  @Override
  public boolean preservesShift(Site site, int operand, int from, Phase phase) {
    return operand == BIAS;
  }
}
