package nacre.kernels.run;

/** Where a caller puts truth values. */
public final class BoolIn extends Port {

  BoolIn(String name, Slot slot) {
    super(name, slot);
  }

  /** Copies one or more images, in row-major order. */
  public void set(boolean[] values) {
    eachRun(images(given(values).length), (inSlot, outside, length) -> {
      for (int i = 0; i < length; i++) {
        slot().ints()[inSlot + i] = values[outside + i] ? 1 : 0;
      }
    });
  }

  /** Copies one or more images, in row-major order; what is not 0 is true. */
  public void set(byte[] values) {
    eachRun(images(given(values).length), (inSlot, outside, length) -> {
      for (int i = 0; i < length; i++) {
        slot().ints()[inSlot + i] = values[outside + i] != 0 ? 1 : 0;
      }
    });
  }
}
