package nacre.ir.op;

import java.util.List;
import java.util.stream.IntStream;

import nacre.ir.TypeError;

/**
 * What an axis may be called at a call.
 *
 * @param rank         of the first input, or -1 where it is not known
 * @param channelsLast whether {@code channels} is the last axis or the one after the batch
 */
public record AxisNames(int rank, boolean channelsLast) {
  /** For settings that name no axis. */
  static final AxisNames NONE = new AxisNames(-1, false);

  /** The axis called {@code channels}; of rank 1 and 2 it is the last in either layout. */
  public int channels() {
    if (rank < 1) {
      throw TypeError.at("axis", "`channels` needs a tensor of known rank, at least 1");
    }
    return channelsLast || rank < 2 ? rank - 1 : 1;
  }

  /** Every axis, in order. */
  List<Integer> all(String name) {
    if (rank < 0) {
      throw TypeError.at(name, "`all` needs a tensor of known rank");
    }
    return IntStream.range(0, rank).boxed().toList();
  }

  /** The names for a tensor with so many axes more. */
  AxisNames and(int more) {
    return rank < 0 ? this : new AxisNames(rank + more, channelsLast);
  }

  int normalize(String name, long axis) {
    if (rank < 0) {
      throw TypeError.at(name, "an axis needs a tensor of known rank");
    }
    if (rank == 0) {
      throw TypeError.at(name, "`" + name + "`: found axis " + axis + " for a tensor of rank 0, which has none");
    }
    if (axis < -rank || axis >= rank) {
      throw TypeError.at(name, "`" + name + "`: found axis " + axis + ", required -" + rank + " to " + (rank - 1)
          + " for a tensor of rank " + rank);
    }
    return (int) (axis < 0 ? axis + rank : axis);
  }
}
