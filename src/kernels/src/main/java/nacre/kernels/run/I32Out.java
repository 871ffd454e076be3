package nacre.kernels.run;

/** Where a caller finds 32-bit whole numbers. Only the images of the last call are meaningful. */
public final class I32Out extends Port {

  I32Out(String name, Slot slot) {
    super(name, slot);
  }

  /** Copies as many images as {@code values} has room for, which must be a whole number of them. */
  public void get(int[] values) {
    eachRun(images(given(values).length),
        (inSlot, outside, length) -> System.arraycopy(slot().ints(), inSlot, values, outside, length));
  }
}
