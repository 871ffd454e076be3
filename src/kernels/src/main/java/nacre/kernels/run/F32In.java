package nacre.kernels.run;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.FloatBuffer;

/** Where a caller puts floats. Sizes that do not fit are errors that say what was found and what is required. */
public final class F32In extends Port {

  F32In(String name, Slot slot) {
    super(name, slot);
  }

  /** Copies one or more images, in row-major order. */
  public void set(float[] values) {
    eachRun(images(given(values).length),
        (inSlot, outside, length) -> System.arraycopy(values, outside, slot().floats(), inSlot, length));
  }

  /** Copies the remaining elements of {@code values}, whose position does not move. */
  public void set(FloatBuffer values) {
    int first = given(values).position();
    eachRun(images(values.remaining()),
        (inSlot, outside, length) -> values.get(first + outside, slot().floats(), inSlot, length));
  }

  /** Copies the floats of {@code values}, in the byte order of this machine. */
  public void set(MemorySegment values) {
    eachRun(images(elements(given(values).byteSize())), (inSlot, outside, length) -> MemorySegment.copy(values,
        ValueLayout.JAVA_FLOAT_UNALIGNED, outside * 4L, slot().floats(), inSlot, length));
  }

  private long elements(long bytes) {
    if (bytes % 4 != 0) {
      throw new IllegalArgumentException("`" + name() + "`: found " + bytes + " bytes, required 4 per element");
    }
    return bytes / 4;
  }
}
