package nacre.kernels.loops;

import java.util.Arrays;
import java.util.List;
import nacre.kernels.call.Chain;

/**
 * Where the values of a chain are while a line of it is computed: one room of scratch memory for each operand that is read,
 * and for results as few as will do. A result may take the room of an operand that nobody takes after it.
 */
final class Rooms {

  private static final int OPERANDS = 3;
  private static final int VALUES = Chain.MOST_READS + Chain.MOST_LINKS;

  private final int[] operands = new int[VALUES * OPERANDS];
  private final int[] lastTakers = new int[VALUES];
  private final int[] rooms = new int[VALUES];
  private final boolean[] truths = new boolean[VALUES];
  private final boolean[] taken = new boolean[VALUES];
  private int count;

  void assign(Chain call) {
    int reads = call.reads();
    int values = reads + call.links().size();
    for (int value = reads; value < values; value++) {
      takeOperands(call.links().get(value - reads), value);
    }
    Arrays.fill(taken, false);
    for (int read = 0; read < reads; read++) {
      rooms[read] = read;
      taken[read] = true;
      truths[read] = call.readsTruth(read);
    }
    count = reads;
    for (int value = reads; value < values; value++) {
      truths[value] = call.links().get(value - reads).isTruth();
      leave(reads, value);
      rooms[value] = free();
      taken[rooms[value]] = true;
      count = Math.max(count, rooms[value] + 1);
    }
  }

  /** Operands that a function does not have are its first. */
  private void takeOperands(Chain.Link link, int value) {
    List<Integer> numbers = link.operands();
    for (int position = 0; position < OPERANDS; position++) {
      int operand = numbers.get(position < numbers.size() ? position : 0);
      operands[value * OPERANDS + position] = operand;
      lastTakers[operand] = value;
    }
  }

  /** Frees the rooms of results that {@code value} is the last to be computed from. */
  private void leave(int reads, int value) {
    for (int position = 0; position < OPERANDS; position++) {
      int operand = operand(value, position);
      if (operand >= reads && lastTakers[operand] == value) {
        taken[rooms[operand]] = false;
      }
    }
  }

  private int free() {
    int room = 0;
    while (taken[room]) {
      room++;
    }
    return room;
  }

  /** How many rooms there are. */
  int count() {
    return count;
  }

  int of(int value) {
    return rooms[value];
  }

  /** What a result is computed from at a position. */
  int operand(int value, int position) {
    return operands[value * OPERANDS + position];
  }

  boolean isTruth(int value) {
    return truths[value];
  }
}
