package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.Phase;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;

/**
 * The mean of each channel over height and width.
 *
 * @param axis     where the channels are, 1 or 3
 * @param keepDims whether height and width stay as extents of 1; else the result is [batch, channels] in either layout
 */
public record GlobalAveragePool2d(int axis, boolean keepDims) implements Op, TracksAxes, PreservesShift {
  static final OpSpec SPEC = OpSpec
      .of("global_average_pool2d", GlobalAveragePool2d.class, "the mean of each channel over height and width")
      .input("x", "picture, rank 4")
      .attribute("axis", SettingKind.AXIS, SettingKind.CHANNELS, "where the channels are")
      .attribute("keep_dims", SettingKind.BOOL, Attr.of(false), "whether height and width stay as extents of 1")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(0, 4, "a picture [batch, channels, height, width]");
    Windows.checkPicture(x, axis);
    if (!keepDims) {
      return List.of(x.withDims(List.of(x.dim(0), x.dim(axis))));
    }
    List<Dim> ones = List.of(x.dim(0), Dim.ONE, Dim.ONE, Dim.ONE);
    return List.of(x.withDims(Extents.with(ones, axis, x.dim(axis))));
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    int channels = x.dim(axis);
    int pixels = x.dim(1) * x.dim(2) * x.dim(3) / Math.max(channels, 1);
    int step = axis == 1 ? 1 : channels;
    return List.of(Tensor.reals(x.dtype(), evaluation.resultShape(0), i -> {
      int first = axis == 1 ? i * pixels : i / channels * channels * pixels + i % channels;
      double sum = 0;
      for (int k = 0; k < pixels; k++) {
        sum += x.real(first + k * step);
      }
      return sum / pixels;
    }));
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.GlobalAverage(axis));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    if (from == axis) {
      return OptionalInt.of(keepDims ? axis : 1);
    }
    return from == 0 ? OptionalInt.of(0) : OptionalInt.empty();
  }

  /** The mean of {@code x + c} is the mean of {@code x} plus {@code c} where {@code c} is the same for every pixel. */
  @Override
  public boolean preservesShift(Site site, int operand, int from, Phase phase) {
    return from == 0 || from == axis;
  }
}
