package nacre.kernels.run;

/** Where a caller finds truth values. Only the images of the last call are meaningful. */
public final class BoolOut extends Port {

  BoolOut(String name, Slot slot) {
    super(name, slot);
  }

  /** Copies as many images as {@code values} has room for, which must be a whole number of them. */
  public void get(boolean[] values) {
    eachRun(images(given(values).length), (inSlot, outside, length) -> {
      for (int i = 0; i < length; i++) {
        values[outside + i] = slot().ints()[inSlot + i] != 0;
      }
    });
  }

  /** Copies ones and zeros, as many images as {@code values} has room for. */
  public void get(byte[] values) {
    eachRun(images(given(values).length), (inSlot, outside, length) -> {
      for (int i = 0; i < length; i++) {
        values[outside + i] = (byte) slot().ints()[inSlot + i];
      }
    });
  }
}
