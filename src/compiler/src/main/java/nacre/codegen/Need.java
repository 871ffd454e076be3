package nacre.codegen;

import java.util.List;

import nacre.ir.op.Candidate;
import nacre.kernels.run.Fill;
import nacre.kernels.run.Halo;

/** How a piece of work wants to find an operand, or the place of its result. */
sealed interface Need {
  /** Any strides will do. */
  record Anything() implements Need {}

  /** Row-major and without gaps. */
  record Rows() implements Need {}

  /**
   * Planes after each other: channels right after the batch.
   *
   * @param halo what a kernel would like to find around a plane; it copes with any other
   */
  record Planes(boolean channelsLast, Halo halo) implements Need {}

  Need ANYTHING = new Anything();
  Need ROWS = new Rows();

  /** What {@code work} wants of an operand. */
  static Need ofOperand(Work work, int position) {
    return switch (work.how()) {
      case Candidate.Convolution conv when position == 0 ->
          new Planes(isLast(work.operand(0), conv.axis()), isDepthwise(work, conv)
              ? halo(conv.stride(), conv.before(), conv.after(), Fill.ZERO)
              : Halo.NONE);
      case Candidate.Pooling pool when position == 0 ->
          new Planes(isLast(work.operand(0), pool.axis()),
              halo(pool.stride(), pool.before(), pool.after(), fill(pool.kind())));
      case Candidate.GlobalAverage average when position == 0 ->
          new Planes(isLast(work.operand(0), average.axis()), Halo.NONE);
      case Candidate.Dense _ when position == 0 && work.operand(0).rank() > 2 -> ROWS;
      case Candidate.Relabel _ -> ROWS;
      default -> ANYTHING;
    };
  }

  private static boolean isDepthwise(Work work, Candidate.Convolution conv) {
    return conv.groups() > 1 && conv.groups() == work.operand(0).dims().get(conv.axis()).fixed();
  }

  /**
   * Kernels that go from column to column of a plane read it in place where the padding is there; with another stride, and
   * for products over all channels, they gather columns first and need no halo.
   */
  private static Halo halo(List<Integer> stride, List<Integer> before, List<Integer> after, Fill fill) {
    return stride.get(1) == 1 ? new Halo(before.get(0), before.get(1), after.get(0), after.get(1), fill) : Halo.NONE;
  }

  /** What beyond the border never changes a result. */
  private static Fill fill(Candidate.Pooling.Kind kind) {
    return kind == Candidate.Pooling.Kind.MAXIMUM ? Fill.LOWEST : Fill.ZERO;
  }

  /** What {@code work} wants of its residual. */
  static Need ofResidual(Work work) {
    return work.how() instanceof Candidate.Convolution ? ofResult(work) : ROWS;
  }

  /** What {@code work} wants of the place of its result. */
  static Need ofResult(Work work) {
    return switch (work.how()) {
      case Candidate.Convolution conv -> new Planes(isLast(work.result(), conv.axis()), Halo.NONE);
      case Candidate.Pooling pool -> new Planes(isLast(work.result(), pool.axis()), Halo.NONE);
      case Candidate.GlobalAverage average when work.result().rank() > 2 ->
          new Planes(isLast(work.result(), average.axis()), Halo.NONE);
      case Candidate.Dense _ -> work.result().rank() > 2 || work.residual().isPresent() ? ROWS : ANYTHING;
      case Candidate.Relabel _ -> ROWS;
      default -> ANYTHING;
    };
  }

  private static boolean isLast(Arg value, int axis) {
    return axis > 1 && axis == value.rank() - 1;
  }
}
