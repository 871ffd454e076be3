package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Phase;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;

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

  static final OpSpec SPEC = ConvLayer.spec("conv2d", Conv2d.class,
      "2-D convolution: every filter slides over height and width of a picture", Space.PLANE);

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  private ConvLayer layer() {
    return new ConvLayer(Space.PLANE, stride, padding, dilation, groups, axis);
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
  public List<Candidate> candidates(Site site) {
    TensorType x = site.tensor(X);
    Windows windows = layer().windows(site.tensor(WEIGHT));
    return List.of(new Candidate.Convolution(axis, windows.kernel(), stride, windows.before(x), windows.after(x),
        dilation, groups));
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return List.of(Convolution.of(layer(), evaluation));
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

  /** A constant in the bias arrives unchanged; one in the picture does not. */
  @Override
  public boolean preservesShift(Site site, int operand, int from, Phase phase) {
    return operand == BIAS;
  }
}
