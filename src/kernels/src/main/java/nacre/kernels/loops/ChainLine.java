package nacre.kernels.loops;

import java.util.Arrays;
import java.util.List;
import nacre.kernels.call.Chain;
import nacre.kernels.call.Pointwise.Function;
import nacre.kernels.lanes.Elements;
import nacre.kernels.run.Slot;
import nacre.kernels.run.Worker;

/**
 * Computes the functions of a chain for one line of at most {@link #RUN} elements after the other, so that what they hand on
 * stays in the first cache. All operands of a line are read before any of its results is written.
 */
final class ChainLine {

  /** Elements of a line: few enough that a handful of them stay in the first cache. */
  static final int RUN = 1024;
  private static final int VALUES = Chain.MOST_READS + Chain.MOST_LINKS;

  private final Rooms rooms = new Rooms();
  private final Slot[] slots = new Slot[Chain.MOST_READS];
  private final float[][] floats = new float[VALUES][];
  private final int[][] truths = new int[VALUES][];
  /** Where in its array a value's elements of this line begin, and what has been repeated there how often. */
  private final int[] places = new int[VALUES];
  private final float[] repeated = new float[Chain.MOST_READS];
  private final int[] repetitions = new int[Chain.MOST_READS];
  private List<Chain.Link> links = List.of();
  private int reads;
  private float[] scratch = {};
  private int[] truthScratch = {};
  private int spareAt;

  /** The operands that are read. */
  void operands(Slot a, Slot b, Slot c, Slot d, Slot e, Slot f) {
    slots[0] = a;
    slots[1] = b;
    slots[2] = c;
    slots[3] = d;
    slots[4] = e;
    slots[5] = f;
  }

  /** @param more elements of scratch memory that the caller wants, from {@link #own} on */
  void prepare(Worker k, Chain chain, int more) {
    rooms.assign(chain);
    links = chain.links();
    reads = chain.reads();
    spareAt = rooms.count() * RUN;
    scratch = k.floats(own() + more);
    truthScratch = k.ints(spareAt);
    Arrays.fill(repetitions, 0);
  }

  /** The number of operands that are read. */
  int reads() {
    return reads;
  }

  float[] scratch() {
    return scratch;
  }

  int[] truthScratch() {
    return truthScratch;
  }

  /** Where the caller's scratch memory begins. */
  int own() {
    return spareAt + Elements.SPARE;
  }

  /** Where the results of a line are that are left in scratch memory. */
  int result() {
    return rooms.of(reads + links.size() - 1) * RUN;
  }

  boolean isTruth() {
    return links.getLast().isTruth();
  }

  /** Makes {@code n} elements of an operand, from so far behind its first and so far apart, lie next to each other. */
  void lay(int read, int offset, int step, int n) {
    int at = slots[read].base() + offset;
    if (rooms.isTruth(read)) {
      layTruths(read, at, step, n);
      return;
    }
    float[] from = slots[read].floats();
    floats[read] = step == 1 ? from : scratch;
    places[read] = step == 1 ? at : rooms.of(read) * RUN;
    if (step == 0) {
      repeat(read, from[at], n);
    } else if (step != 1) {
      for (int i = 0; i < n; i++) {
        scratch[places[read] + i] = from[at + i * step];
      }
    }
  }

  private void repeat(int read, float value, int n) {
    boolean known = Float.floatToRawIntBits(value) == Float.floatToRawIntBits(repeated[read]);
    if (!known || repetitions[read] < n) {
      Arrays.fill(scratch, places[read], places[read] + n, value);
      repeated[read] = value;
      repetitions[read] = n;
    }
  }

  private void layTruths(int read, int at, int step, int n) {
    int[] from = slots[read].ints();
    truths[read] = step == 1 ? from : truthScratch;
    places[read] = step == 1 ? at : rooms.of(read) * RUN;
    for (int i = 0; step != 1 && i < n; i++) {
      truthScratch[places[read] + i] = from[at + i * step];
    }
  }

  /** Computes the line whose operands were laid out, the last result into one of these arrays. */
  void compute(float[] out, int[] truthOut, int to, int n) {
    int last = reads + links.size() - 1;
    for (int value = reads; value <= last; value++) {
      floats[value] = value == last ? out : scratch;
      truths[value] = value == last ? truthOut : truthScratch;
      places[value] = value == last ? to : rooms.of(value) * RUN;
      compute(links.get(value - reads), value, n);
    }
  }

  private void compute(Chain.Link link, int value, int n) {
    Function function = link.function();
    int a = rooms.operand(value, 0);
    int b = rooms.operand(value, 1);
    int c = rooms.operand(value, 2);
    switch (function) {
      case IDENTITY -> FloatFunctions.identity(link.epilogue(), floats[a], places[a], floats[value], places[value], n,
          scratch, spareAt);
      case EQUAL, LESS, LESS_OR_EQUAL -> CompareLoops.compare(function, floats[a], places[a], 1, floats[b], places[b],
          1, truths[value], places[value], 1, n);
      case AND, OR, XOR, NOT -> combine(function, truths[a], places[a], truths[b], places[b], value, n);
      default -> {
        if (function == Function.SELECT) {
          select(a, b, c, value, n);
        } else {
          FloatFunctions.compute(function, floats[a], places[a], floats[b], places[b], floats[c], places[c],
              floats[value], places[value], n);
        }
        Finish.clampAndCurve(link.epilogue(), floats[value], places[value], n, scratch, spareAt);
      }
    }
  }

  private void combine(Function function, int[] a, int aAt, int[] b, int bAt, int value, int n) {
    int[] y = truths[value];
    int at = places[value];
    for (int i = 0; i < n; i++) {
      y[at + i] = switch (function) {
        case AND -> a[aAt + i] & b[bAt + i];
        case OR -> a[aAt + i] | b[bAt + i];
        case XOR -> a[aAt + i] ^ b[bAt + i];
        default -> a[aAt + i] == 0 ? 1 : 0;
      };
    }
  }

  private void select(int condition, int a, int b, int value, int n) {
    int[] choose = truths[condition];
    float[] onTrue = floats[a];
    float[] onFalse = floats[b];
    float[] y = floats[value];
    int chooseAt = places[condition];
    int trueAt = places[a];
    int falseAt = places[b];
    int at = places[value];
    for (int i = 0; i < n; i++) {
      float first = onTrue[trueAt + i];
      float second = onFalse[falseAt + i];
      y[at + i] = choose[chooseAt + i] != 0 ? first : second;
    }
  }
}
