package nacre.caffe;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nacre.importers.wire.MalformedException;
import nacre.importers.wire.Message;
import nacre.importers.wire.Numbers;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Tensor;

/**
 * A blob as a file holds it. Its numbers stay in the file until they are read.
 *
 * @param dims   its extents
 * @param old    whether they are the four of old files, those that it has not got being 1
 * @param count  how many numbers are there
 */
public record Blob(List<Long> dims, boolean old, long count, Numerals numerals, MemorySegment message) {
  private static final int MOST_DIMS = 32;
  private static final int DATA = 5;
  private static final int SHAPE = 7;
  private static final int DOUBLES = 8;
  private static final int RAW_TYPE = 10;
  private static final int RAW = 12;

  /** How a number is stored: in which field, in how many bytes. */
  enum Numerals {
    FLOATS(DATA, 4), REALS(DOUBLES, 8), RAW_REALS(RAW, 8), RAW_FLOATS(RAW, 4), RAW_HALVES(RAW, 2);

    private final int field;
    private final int bytes;

    Numerals(int field, int bytes) {
      this.field = field;
      this.bytes = bytes;
    }
  }

  public Blob {
    dims = List.copyOf(dims);
  }

  /** Reads what there is to say of a blob; its numbers are counted, not kept. */
  static Blob of(Message blob) {
    MemorySegment bytes = blob.slice();
    long[] old = {0, 0, 0, 0};
    List<Long> dims = new ArrayList<>();
    boolean hasOld = false;
    boolean hasShape = false;
    long raw = -1;
    Message message = Message.of(bytes);
    while (message.next()) {
      if (message.field() >= 1 && message.field() <= 4) {
        old[message.field() - 1] = message.varint();
        hasOld = true;
      } else if (message.field() == SHAPE) {
        shape(message.message(), dims);
        hasShape = true;
      } else if (message.field() == RAW_TYPE) {
        raw = message.varint();
      } else {
        message.skip();
      }
    }
    boolean legacy = hasOld && !hasShape;
    List<Long> extents = legacy ? List.of(old[0], old[1], old[2], old[3]) : dims;
    if (extents.stream().anyMatch(extent -> extent < 0)) {
      throw blob.problem("found a blob of the extents " + extents + ", required numbers from 0 on");
    }
    for (Numerals numerals : candidates(blob, raw)) {
      long found = bytes(bytes, numerals.field);
      if (found > 0) {
        return new Blob(extents, legacy, found / numerals.bytes, numerals, bytes);
      }
    }
    return new Blob(extents, legacy, 0, Numerals.FLOATS, bytes);
  }

  private static List<Numerals> candidates(Message blob, long raw) {
    List<Numerals> candidates = new ArrayList<>(List.of(Numerals.FLOATS, Numerals.REALS));
    switch (Math.clamp(raw, -1, 5)) {
      case -1 -> {}
      case 0 -> candidates.add(Numerals.RAW_REALS);
      case 1 -> candidates.add(Numerals.RAW_FLOATS);
      case 2 -> candidates.add(Numerals.RAW_HALVES);
      default -> throw blob.problem("found numbers of the kind " + raw + ", required reals");
    }
    return candidates;
  }

  private static void shape(Message shape, List<Long> dims) {
    while (shape.next()) {
      if (shape.field() != 1) {
        shape.skip();
        continue;
      }
      shape.varints(dims);
      if (dims.size() > MOST_DIMS) {
        throw shape.problem("found a blob of more than " + MOST_DIMS + " axes");
      }
    }
  }

  private static long bytes(MemorySegment message, int field) {
    long bytes = 0;
    List<MemorySegment> slices = new ArrayList<>(1);
    Message all = Message.of(message);
    while (all.next()) {
      if (all.field() == field) {
        slices.clear();
        all.numbers(slices);
        bytes += slices.getFirst().byteSize();
      } else {
        all.skip();
      }
    }
    return bytes;
  }

  /** Whether it has these extents, which are all known. */
  boolean fits(List<Dim> required) {
    long elements = 1;
    List<Long> extents = new ArrayList<>();
    for (Dim dim : required) {
      extents.add(dim.known().orElseThrow());
      elements = Math.multiplyExact(elements, extents.getLast());
    }
    int missing = old ? dims.size() - extents.size() : 0;
    if (missing < 0 || elements != count) {
      return false;
    }
    extents.addAll(0, Collections.nCopies(missing, 1L));
    return extents.equals(dims) || !old && extents.isEmpty() && dims.equals(List.of(1L));
  }

  /**
   * Its numbers, under a shape of as many elements.
   *
   * @throws MalformedException if they are not there
   */
  public Tensor read(int... shape) {
    double[] reals = new double[Tensor.elements(shape)];
    int next = 0;
    List<MemorySegment> slices = new ArrayList<>(1);
    Message all = Message.of(message);
    while (all.next()) {
      if (all.field() != numerals.field) {
        all.skip();
        continue;
      }
      slices.clear();
      all.numbers(slices);
      for (long at = 0; at + numerals.bytes <= slices.getFirst().byteSize() && next < reals.length; at +=
          numerals.bytes) {
        reals[next++] = number(slices.getFirst(), at);
      }
    }
    return Tensor.ofReals(DType.F32, shape, reals);
  }

  private double number(MemorySegment slice, long at) {
    return switch (numerals) {
      case FLOATS, RAW_FLOATS -> slice.get(Numbers.FLOAT, at);
      case REALS, RAW_REALS -> (float) slice.get(Numbers.DOUBLE, at);
      case RAW_HALVES -> Float.float16ToFloat(slice.get(Numbers.SHORT, at));
    };
  }

  @Override
  public String toString() {
    return dims + " with " + count + (count == 1 ? " number" : " numbers");
  }
}
