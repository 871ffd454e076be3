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
 * The mean of each channel over length.
 *
 * @param axis     where the channels are, 1 or 2
 * @param keepDims whether the length stays as an extent of 1; else the result is [batch, channels] in either layout
 */
public record GlobalAveragePool1d(int axis, boolean keepDims) implements Op, Decomposes, TracksAxes, PreservesShift {
  static final OpSpec SPEC =
      GlobalPool.spec("global_average_pool1d", GlobalAveragePool1d.class, "the mean", Space.LINE);

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  private GlobalPool pool() {
    return new GlobalPool(Space.LINE, axis, keepDims);
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

  /** A sequence is a picture of height 1. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula f = new Formula(sink);
    Op flat = new GlobalAveragePool2d(Flat.channels(axis), keepDims);
    return List.of(f.reshaped(f.of(flat, Flat.picture(f, operands.getFirst(), axis)), site.result(0).dims()));
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
