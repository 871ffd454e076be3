package nacre.ir.op;

import java.util.Locale;

import nacre.ir.DType;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.TypeError;

/** A copy of a tensor whose elements meet updates, one after the other. */
final class Updates {
  private final Tensor data;
  private final double[] reals;
  private final long[] integers;
  private final Candidate.Meeting meeting;

  Updates(Tensor data, Candidate.Meeting meeting) {
    this.data = data;
    this.meeting = meeting;
    this.reals = data.dtype().isReal() ? data.toReals() : new double[0];
    this.integers = data.toIntegers();
  }

  /** Truth values are only replaced. */
  static void check(TensorType data, Candidate.Meeting meeting) {
    if (data.dtype() == DType.BOOL && meeting != Candidate.Meeting.NONE) {
      throw TypeError.at("reduction", "`reduction`: found `" + meeting.name().toLowerCase(Locale.ROOT)
          + "` for " + data + ", required `none` for truth values");
    }
  }

  void meet(int at, Tensor updates, int from) {
    if (data.dtype().isReal()) {
      reals[at] = meet(reals[at], updates.real(from));
    } else {
      integers[at] = data.dtype().wrapped(meet(integers[at], updates.integer(from)));
    }
  }

  private double meet(double old, double update) {
    return switch (meeting) {
      case NONE -> update;
      case ADD -> old + update;
      case MUL -> old * update;
      case MAX -> Math.max(old, update);
      case MIN -> Math.min(old, update);
    };
  }

  private long meet(long old, long update) {
    return switch (meeting) {
      case NONE -> update;
      case ADD -> old + update;
      case MUL -> old * update;
      case MAX -> Math.max(old, update);
      case MIN -> Math.min(old, update);
    };
  }

  Tensor result() {
    return data.dtype().isReal()
        ? Tensor.ofReals(data.dtype(), data.shape(), reals)
        : Tensor.ofIntegers(data.dtype(), data.shape(), integers);
  }
}
