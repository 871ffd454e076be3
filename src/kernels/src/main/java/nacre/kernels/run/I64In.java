package nacre.kernels.run;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.LongBuffer;
import nacre.kernels.call.Narrow;

/** Where a caller puts 64-bit whole numbers, such as token ids. They are kept as 32-bit ones and must fit. */
public final class I64In extends Port {

  /** Reads the element at an index of the caller's data. */
  @FunctionalInterface
  private interface Source {
    long at(int index);
  }

  I64In(String name, Slot slot) {
    super(name, slot);
  }

  /** Copies one or more images, in row-major order; all or none. */
  public void set(long[] values) {
    narrow(given(values).length, index -> values[index]);
  }

  /** Copies the remaining elements of {@code values}, whose position does not move; all or none. */
  public void set(LongBuffer values) {
    int first = given(values).position();
    narrow(values.remaining(), index -> values.get(first + index));
  }

  /** Copies the 64-bit numbers of {@code values}, in the byte order of this machine; all or none. */
  public void set(MemorySegment values) {
    if (given(values).byteSize() % 8 != 0) {
      throw new IllegalArgumentException(
          "`" + name() + "`: found " + values.byteSize() + " bytes, required 8 per element");
    }
    narrow(values.byteSize() / 8, index -> values.get(ValueLayout.JAVA_LONG_UNALIGNED, index * 8L));
  }

  private void narrow(long found, Source values) {
    int images = images(found);
    for (int index = 0; index < found; index++) {
      requireFitting(index, values.at(index));
    }
    eachRun(images, (inSlot, outside, length) -> {
      for (int i = 0; i < length; i++) {
        slot().ints()[inSlot + i] = Narrow.kept(values.at(outside + i));
      }
    });
  }

  private void requireFitting(int index, long value) {
    if (!Narrow.fits(value)) {
      throw new IllegalArgumentException("`" + name() + "`: element " + index + " is " + value
          + ", required a number from " + Narrow.RANGE);
    }
  }
}
