package nacre.ir.op;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Operand;
import nacre.ir.Phase;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/**
 * The largest element of each channel over height and width.
 *
 * @param axis     where the channels are, 1 or 3
 * @param keepDims whether height and width stay as extents of 1; else the result is [batch, channels] in either layout
 */
public record GlobalMaxPool2d(int axis, boolean keepDims) implements Op, Decomposes, TracksAxes, PreservesShift {
  static final OpSpec SPEC =
      GlobalPool.spec("global_max_pool2d", GlobalMaxPool2d.class, "the largest element", Space.PLANE);

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  private GlobalPool pool() {
    return new GlobalPool(Space.PLANE, axis, keepDims);
  }

  @Override
  public List<Type> infer(InferContext context) {
    return pool().infer(context);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return List.of(
        pool().evaluate(evaluation, elements -> Arrays.stream(elements).max().orElse(Double.NEGATIVE_INFINITY)));
  }

  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    return List.of(sink.add(new ReduceMax(pool().axes(), keepDims), operands));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return pool().resultAxis(from);
  }

  /** The maximum of {@code x + c} is that of {@code x} plus {@code c} where {@code c} is the same for every pixel. */
  @Override
  public boolean preservesShift(Site site, int operand, int from, Phase phase) {
    return pool().keepsConstant(from);
  }
}
