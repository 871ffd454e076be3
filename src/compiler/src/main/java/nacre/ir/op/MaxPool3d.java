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
 * The largest element of each window; what lies beyond the border never wins.
 *
 * @param ceil whether a last window that the border cuts counts too
 * @param axis where the channels are, 1 or 4
 */
public record MaxPool3d(List<Integer> kernel, List<Integer> stride, Padding padding, List<Integer> dilation,
    boolean ceil, int axis) implements Op, Decomposes, TracksAxes, PreservesShift {
  static final OpSpec SPEC = Pooling
      .settings(OpSpec.of("max_pool3d", MaxPool3d.class, "the largest element of each window of a volume"),
          Space.VOLUME)
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  private Pooling pooling() {
    return new Pooling(Space.VOLUME, kernel, stride, padding, dilation, ceil, axis);
  }

  @Override
  public List<Type> infer(InferContext context) {
    return pooling().infer(context);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return List.of(pooling().evaluate(evaluation,
        (elements, count, _) -> Arrays.stream(elements, 0, count).max().orElseThrow()));
  }

  /** Height and width first, then the depth: the windows are boxes. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    return List.of(PoolingSteps.of(new Formula(sink), pooling(), operands.getFirst(), site, (own,
        channels) -> new MaxPool2d(own.kernel(), own.stride(), own.padding(), own.dilation(), own.ceil(), channels)));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return pooling().resultAxis(from);
  }

  /** The maximum of {@code x + c} is the maximum of {@code x} plus {@code c}: padding is minus infinity. */
  @Override
  public boolean preservesShift(Site site, int operand, int from, Phase phase) {
    return from == 0 || from == axis;
  }
}
