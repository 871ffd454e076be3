package nacre.kernels.run;

/** Where a caller finds floats rounded to 16 bits, as the bits that they are. Only the images of the last call are meaningful. */
public final class HalvesOut extends Port {

  private final Half half;

  HalvesOut(String name, Slot slot, Half half) {
    super(name, slot);
    this.half = half;
  }

  /** Copies as many images as {@code values} has room for, which must be a whole number of them. */
  public void get(short[] values) {
    eachRun(images(given(values).length), (inSlot, outside, length) -> {
      for (int i = 0; i < length; i++) {
        values[outside + i] = half.bits(slot().floats()[inSlot + i]);
      }
    });
  }
}
