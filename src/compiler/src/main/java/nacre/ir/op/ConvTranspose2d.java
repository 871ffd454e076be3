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
 * 2-D transposed convolution, the gradient of a convolution by its input (ONNX {@code ConvTranspose}); weights are
 * [channels, filters / groups, height, width] in every layout.
 *
 * @param padding       what is cut off the result's border
 * @param outputPadding elements more at the end of the result
 * @param axis          where the channels are, 1 or 3
 */
public record ConvTranspose2d(List<Integer> stride, Padding padding, List<Integer> outputPadding,
    List<Integer> dilation, int groups, int axis)
    implements Op, Decomposes, AbsorbsOutputAffine, TracksAxes, PreservesShift {
  public static final int X = 0;
  public static final int WEIGHT = 1;
  public static final int BIAS = 2;

  static final OpSpec SPEC = TransposedConv.spec("conv_transpose2d", ConvTranspose2d.class,
      "2-D transposed convolution: every element puts a scaled window on a larger picture", Space.PLANE);

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  private TransposedConv layer() {
    return new TransposedConv(Space.PLANE, stride, padding, outputPadding, dilation, groups, axis);
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
    return List.of(TransposedConvolution.of(layer(), evaluation));
  }

  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    return List.of(SubPixels.of(new Formula(sink), layer(), operands, site));
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
