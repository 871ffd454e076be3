package nacre.ir.op;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Phase;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/**
 * The mean of each channel over depth, height and width.
 *
 * @param axis     where the channels are, 1 or 4
 * @param keepDims whether depth, height and width stay as extents of 1; else the result is [batch, channels]
 */
public record GlobalAveragePool3d(int axis, boolean keepDims) implements Op, Decomposes, TracksAxes, PreservesShift {
  static final OpSpec SPEC =
      GlobalPool.spec("global_average_pool3d", GlobalAveragePool3d.class, "the mean", Space.VOLUME);

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  private GlobalPool pool() {
    return new GlobalPool(Space.VOLUME, axis, keepDims);
  }

  @Override
  public List<Type> infer(InferContext context) {
    return pool().infer(context);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return List.of(
        pool().evaluate(evaluation, elements -> Arrays.stream(elements).sum() / elements.length));
  }

  /** The mean over a volume is that over a picture with as many rows as all its layers have. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula f = new Formula(sink);
    List<Dim> x = site.tensor(0).dims();
    int depth = axis == 1 ? 2 : 1;
    List<Dim> picture = Extents.with(Extents.without(x, depth), depth, x.get(depth).times(x.get(depth + 1)));
    Op flat = new GlobalAveragePool2d(axis == 1 ? 1 : 3, keepDims);
    return List.of(f.reshaped(f.of(flat, f.reshaped(operands.getFirst(), picture)), site.result(0).dims()));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return pool().resultAxis(from);
  }

  /** The mean of {@code x + c} is the mean of {@code x} plus {@code c} where {@code c} is the same for every pixel. */
  @Override
  public boolean preservesShift(Site site, int operand, int from, Phase phase) {
    return pool().keepsConstant(from);
  }
}
