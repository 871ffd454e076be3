package nacre.kernels.loops;

import java.util.Arrays;
import nacre.kernels.call.Chain;
import nacre.kernels.call.Epilogue;
import nacre.kernels.call.Pointwise.Function;
import nacre.kernels.lanes.Elements;
import nacre.kernels.run.Slot;
import nacre.kernels.run.Worker;

/**
 * Chains of functions, line by line: every link is computed for a line before the next line begins, so that what links hand
 * on stays in the first cache. All operands of a line are read before any of its results is written.
 */
final class ChainLoops {

  /** Elements of a line: few enough that a handful of them stay in the first cache. */
  private static final int RUN = 1024;
  private static final int VALUES = Chain.MOST_READS + Chain.MOST_LINKS;

  private final Lines lines = new Lines();
  private final Rooms rooms = new Rooms();
  private final Slot[] slots = new Slot[Chain.MOST_READS];
  private final float[][] floats = new float[VALUES][];
  private final int[][] truths = new int[VALUES][];
  /** Where in its array a value's elements of this line begin, and what has been repeated there how often. */
  private final int[] places = new int[VALUES];
  private final float[] repeated = new float[Chain.MOST_READS];
  private final int[] repetitions = new int[Chain.MOST_READS];
  private float[] scratch = {};
  private int[] truthScratch = {};
  private int spareAt;

  static void run(Worker k, Chain call, Slot a, Slot b, Slot c, Slot d, Slot e, Slot f, Slot out) {
    ChainLoops loops = k.tool(ChainLoops.class, ChainLoops::new);
    Slot[] slots = loops.slots;
    slots[0] = a;
    slots[1] = b;
    slots[2] = c;
    slots[3] = d;
    slots[4] = e;
    slots[5] = f;
    loops.runAll(k, call, out);
  }

  private void runAll(Worker k, Chain call, Slot out) {
    rooms.assign(call);
    spareAt = rooms.count() * RUN;
    scratch = k.floats(spareAt + Elements.SPARE);
    truthScratch = k.ints(spareAt);
    Arrays.fill(repetitions, 0);
    int work = 4 * call.links().size();
    k.step(lines.prepare(call.axes(), call.reads() + 1, work, k.images(), k.workers()));
    for (int task = k.next(); task >= 0; task = k.next()) {
      lines.begin(task);
      while (lines.advance(RUN)) {
        computeLine(call, out, lines.length());
      }
    }
  }

  private void computeLine(Chain call, Slot out, int n) {
    for (int read = 0; read < call.reads(); read++) {
      if (rooms.isTruth(read)) {
        layTruths(read, n);
      } else {
        lay(read, n);
      }
    }
    int last = call.reads() + call.links().size() - 1;
    int to = out.base() + lines.at(0);
    boolean scattered = lines.step(0) != 1;
    for (int value = call.reads(); value <= last; value++) {
      boolean inPlace = value == last && !scattered;
      floats[value] = inPlace ? out.floats() : scratch;
      truths[value] = inPlace ? out.ints() : truthScratch;
      places[value] = inPlace ? to : rooms.of(value) * RUN;
      compute(call.links().get(value - call.reads()), value, n);
    }
    if (scattered) {
      scatter(last, out, to, n);
    }
  }

  /** Makes an operand's elements of this line lie next to each other. */
  private void lay(int read, int n) {
    float[] from = slots[read].floats();
    int step = lines.step(read + 1);
    int at = slots[read].base() + lines.at(read + 1);
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

  private void layTruths(int read, int n) {
    int[] from = slots[read].ints();
    int step = lines.step(read + 1);
    int at = slots[read].base() + lines.at(read + 1);
    truths[read] = step == 1 ? from : truthScratch;
    places[read] = step == 1 ? at : rooms.of(read) * RUN;
    for (int i = 0; step != 1 && i < n; i++) {
      truthScratch[places[read] + i] = from[at + i * step];
    }
  }

  private void compute(Chain.Link link, int value, int n) {
    Function function = link.function();
    Epilogue epilogue = link.epilogue();
    int a = rooms.operand(value, 0);
    int b = rooms.operand(value, 1);
    int c = rooms.operand(value, 2);
    switch (function) {
      case IDENTITY -> FloatFunctions.identity(epilogue, floats[a], places[a], floats[value], places[value], n, scratch,
          spareAt);
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
        Finish.clampAndCurve(epilogue, floats[value], places[value], n, scratch, spareAt);
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
    for (int i = 0; i < n; i++) {
      float first = onTrue[places[a] + i];
      float second = onFalse[places[b] + i];
      y[places[value] + i] = choose[places[condition] + i] != 0 ? first : second;
    }
  }

  private void scatter(int value, Slot out, int to, int n) {
    int step = lines.step(0);
    if (rooms.isTruth(value)) {
      for (int i = 0; i < n; i++) {
        out.ints()[to + i * step] = truthScratch[places[value] + i];
      }
    } else {
      for (int i = 0; i < n; i++) {
        out.floats()[to + i * step] = scratch[places[value] + i];
      }
    }
  }
}
