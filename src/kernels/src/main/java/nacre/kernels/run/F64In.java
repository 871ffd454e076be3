package nacre.kernels.run;

/** Where a caller puts 64-bit floats, which are rounded to 32 bits. */
public final class F64In extends Port {

  F64In(String name, Slot slot) {
    super(name, slot);
  }

  /** Copies one or more images, in row-major order. */
  public void set(double[] values) {
    eachRun(images(given(values).length), (inSlot, outside, length) -> {
      for (int i = 0; i < length; i++) {
        slot().floats()[inSlot + i] = (float) values[outside + i];
      }
    });
  }
}
