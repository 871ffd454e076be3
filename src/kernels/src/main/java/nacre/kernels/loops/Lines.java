package nacre.kernels.loops;

import java.util.List;
import nacre.kernels.call.Axis;

/**
 * All elements of a strided call as lines: neighbouring turns of the innermost loop, cut into tasks of equal length. For each
 * operand it is known where a line starts and how far its elements are apart.
 */
final class Lines {

  private final Nest outer = new Nest();
  private final int[] steps = new int[Nest.OPERANDS];
  private int inner;
  private int total;
  private int taskLength;
  private int next;
  private int end;
  private int start;
  private int length;

  /**
   * Takes the loops of a call for {@code images} images.
   *
   * @param work how much one element is, for the size of tasks
   * @return the number of tasks
   */
  int prepare(List<Axis> axes, int operands, long work, int images, int workers) {
    int rank = axes.size();
    outer.resolve(axes, Math.max(0, rank - 1), operands, images);
    inner = rank == 0 ? 1 : axes.getLast().extent().at(images);
    for (int operand = 0; operand < operands; operand++) {
      steps[operand] = rank == 0 ? 1 : axes.getLast().stride(operand, images);
    }
    total = Math.multiplyExact(outer.turns(), inner);
    taskLength = Tasks.batch(total, work, workers);
    return Tasks.ceilDiv(total, taskLength);
  }

  /** Elements altogether. */
  int total() {
    return total;
  }

  /** Goes before the first line of a task. */
  void begin(int task) {
    next = task * taskLength;
    end = Math.min(total, next + taskLength);
    outer.seek(next / inner);
    start = next % inner;
    length = 0;
  }

  /** Moves to the next line of the task, of at most {@code longest} elements; returns false when there is none. */
  boolean advance(int longest) {
    start += length;
    if (start == inner) {
      start = 0;
      outer.advance();
    }
    length = Math.min(Math.min(longest, inner - start), end - next);
    next += length;
    return length > 0;
  }

  /** Elements of this line. */
  int length() {
    return length;
  }

  /** How far the line's first element is from the operand's start; operand 0 is the output. */
  int at(int operand) {
    return outer.offset(operand) + start * steps[operand];
  }

  /** How far the line's elements are apart. */
  int step(int operand) {
    return steps[operand];
  }
}
