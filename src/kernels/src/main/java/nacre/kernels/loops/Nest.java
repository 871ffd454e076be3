package nacre.kernels.loops;

import java.util.List;
import nacre.kernels.call.Axis;
import nacre.kernels.call.Chain;

/** A position in nested loops, with each operand's offset there; reused from call to call. */
final class Nest {

  static final int OPERANDS = Chain.MOST_READS + 1;

  private int depth;
  private int operands;
  private int turns;
  private int[] extents = new int[8];
  private int[] counters = new int[8];
  private int[] strides = new int[8 * OPERANDS];
  private final int[] offsets = new int[OPERANDS];

  /** Takes the first {@code count} of {@code axes} for {@code images} images, positioned at the first turn. */
  void resolve(List<Axis> axes, int count, int operandCount, int images) {
    depth = count;
    operands = operandCount;
    if (extents.length < count) {
      extents = new int[count];
      counters = new int[count];
      strides = new int[count * OPERANDS];
    }
    long product = 1;
    for (int level = 0; level < count; level++) {
      Axis axis = axes.get(level);
      extents[level] = axis.extent().at(images);
      product *= extents[level];
      for (int operand = 0; operand < operandCount; operand++) {
        strides[level * OPERANDS + operand] = axis.stride(operand, images);
      }
    }
    turns = Math.toIntExact(product);
    seek(0);
  }

  /** How often the loops turn altogether. */
  int turns() {
    return turns;
  }

  /** Moves to the given turn, counted from the first. */
  void seek(int turn) {
    int rest = turn;
    for (int operand = 0; operand < operands; operand++) {
      offsets[operand] = 0;
    }
    for (int level = depth - 1; level >= 0; level--) {
      int extent = Math.max(1, extents[level]);
      counters[level] = rest % extent;
      rest /= extent;
      for (int operand = 0; operand < operands; operand++) {
        offsets[operand] += counters[level] * strides[level * OPERANDS + operand];
      }
    }
  }

  /** Moves to the next turn; after the last one, to the first. */
  void advance() {
    for (int level = depth - 1; level >= 0; level--) {
      boolean wraps = ++counters[level] == extents[level];
      int moved = wraps ? 1 - extents[level] : 1;
      for (int operand = 0; operand < operands; operand++) {
        offsets[operand] += moved * strides[level * OPERANDS + operand];
      }
      if (!wraps) {
        return;
      }
      counters[level] = 0;
    }
  }

  /** How far an operand (0 is the output) is from its start at this turn. */
  int offset(int operand) {
    return offsets[operand];
  }
}
