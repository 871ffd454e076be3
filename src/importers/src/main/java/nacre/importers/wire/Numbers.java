package nacre.importers.wire;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;

/** Numbers as files hold them. */
public final class Numbers {
  public static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  public static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  public static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  public static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  public static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private Numbers() {}

  /** How many numbers of variable length there are: each ends with the only byte of it below 128. */
  public static long count(MemorySegment packed) {
    long count = 0;
    for (long at = 0; at < packed.byteSize(); at++) {
      count += packed.get(ValueLayout.JAVA_BYTE, at) >= 0 ? 1 : 0;
    }
    return count;
  }

  /** All numbers of variable length, one slice after the other. */
  public static long[] all(List<MemorySegment> slices, int count) {
    long[] numbers = new long[count];
    int next = 0;
    for (MemorySegment slice : slices) {
      long value = 0;
      int shift = 0;
      for (long at = 0; at < slice.byteSize() && next < count; at++) {
        byte part = slice.get(ValueLayout.JAVA_BYTE, at);
        value |= (long) (part & 0x7f) << shift;
        shift += 7;
        if (part >= 0) {
          numbers[next++] = value;
          value = 0;
          shift = 0;
        }
      }
    }
    return numbers;
  }
}
