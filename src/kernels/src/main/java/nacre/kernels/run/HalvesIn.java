package nacre.kernels.run;

/** Where a caller puts floats of 16 bits, as the bits that they are. */
public final class HalvesIn extends Port {

  private final Half half;

  HalvesIn(String name, Slot slot, Half half) {
    super(name, slot);
    this.half = half;
  }

  /** Copies one or more images, in row-major order. */
  public void set(short[] values) {
    eachRun(images(given(values).length), (inSlot, outside, length) -> {
      for (int i = 0; i < length; i++) {
        slot().floats()[inSlot + i] = half.value(values[outside + i]);
      }
    });
  }
}
