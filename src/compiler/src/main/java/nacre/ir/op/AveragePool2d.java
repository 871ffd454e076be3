package nacre.ir.op;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Phase;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/**
 * The mean of each window.
 *
 * @param ceil            whether a last window that the border cuts counts too
 * @param axis            where the channels are, 1 or 3
 * @param countIncludePad whether padding counts as zeros; what lies beyond the padding never counts
 */
public record AveragePool2d(List<Integer> kernel, List<Integer> stride, Padding padding, List<Integer> dilation,
    boolean ceil, int axis, boolean countIncludePad) implements Op, TracksAxes, PreservesShift {
  static final OpSpec SPEC = Pooling
      .settings(OpSpec.of("average_pool2d", AveragePool2d.class, "the mean of each window"), Space.PLANE)
      .attribute("count_include_pad", SettingKind.BOOL, Attr.of(false), "whether padding counts as zeros")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  private Pooling pooling() {
    return new Pooling(Space.PLANE, kernel, stride, padding, dilation, ceil, axis);
  }

  @Override
  public List<Type> infer(InferContext context) {
    return pooling().infer(context);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return List.of(pooling().evaluate(evaluation,
        (elements, count, padded) -> Arrays.stream(elements, 0, count).sum()
            / (countIncludePad ? padded : count)));
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(pooling().candidate(site,
        countIncludePad ? Candidate.Pooling.Kind.AVERAGE_WITH_PADDING : Candidate.Pooling.Kind.AVERAGE));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return pooling().resultAxis(from);
  }

  /** The mean of {@code x + c} is the mean of {@code x} plus {@code c}, unless zeros count. */
  @Override
  public boolean preservesShift(Site site, int operand, int from, Phase phase) {
    return (pooling().staysInside() || !countIncludePad) && (from == 0 || from == axis);
  }
}
