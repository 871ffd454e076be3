package nacre.kernels.run;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Where a caller finds floats. Only the images of the last call are meaningful. */
public final class F32Out extends Port {

  F32Out(String name, Slot slot) {
    super(name, slot);
  }

  /** Copies as many images as {@code values} has room for, which must be a whole number of them. */
  public void get(float[] values) {
    eachRun(images(given(values).length),
        (inSlot, outside, length) -> System.arraycopy(slot().floats(), inSlot, values, outside, length));
  }

  /** The first {@code images} images, in row-major order, in a new array. */
  public float[] get(int images) {
    var values = new float[Math.multiplyExact(slot().images(images), perImage())];
    get(values);
    return values;
  }

  /** Copies as many images as {@code values} has room for, in the byte order of this machine. */
  public void copyTo(MemorySegment values) {
    if (given(values).byteSize() % 4 != 0) {
      throw new IllegalArgumentException(
          "`" + name() + "`: found room for " + values.byteSize() + " bytes, required 4 per element");
    }
    eachRun(images(values.byteSize() / 4),
        (inSlot, outside, length) -> MemorySegment.copy(slot().floats(), inSlot, values,
            ValueLayout.JAVA_FLOAT_UNALIGNED, outside * 4L, length));
  }
}
