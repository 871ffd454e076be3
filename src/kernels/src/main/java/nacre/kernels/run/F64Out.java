package nacre.kernels.run;

/** Where a caller finds floats, computed in 32 bits, as 64-bit ones. Only the images of the last call are meaningful. */
public final class F64Out extends Port {

  F64Out(String name, Slot slot) {
    super(name, slot);
  }

  /** Copies as many images as {@code values} has room for, which must be a whole number of them. */
  public void get(double[] values) {
    eachRun(images(given(values).length), (inSlot, outside, length) -> {
      for (int i = 0; i < length; i++) {
        values[outside + i] = slot().floats()[inSlot + i];
      }
    });
  }
}
