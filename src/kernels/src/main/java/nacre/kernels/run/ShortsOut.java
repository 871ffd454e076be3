package nacre.kernels.run;

/** Where a caller finds 16-bit whole numbers, signed or not. Only the images of the last call are meaningful. */
public final class ShortsOut extends Port {

  ShortsOut(String name, Slot slot) {
    super(name, slot);
  }

  /** Copies as many images as {@code values} has room for, which must be a whole number of them. */
  public void get(short[] values) {
    eachRun(images(given(values).length), (inSlot, outside, length) -> {
      for (int i = 0; i < length; i++) {
        values[outside + i] = (short) slot().ints()[inSlot + i];
      }
    });
  }
}
