package nacre.kernels.run;

/** Where a caller puts 32-bit whole numbers. */
public final class I32In extends Port {

  I32In(String name, Slot slot) {
    super(name, slot);
  }

  /** Copies one or more images, in row-major order. */
  public void set(int[] values) {
    eachRun(images(given(values).length),
        (inSlot, outside, length) -> System.arraycopy(values, outside, slot().ints(), inSlot, length));
  }
}
