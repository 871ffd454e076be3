package nacre.kernels.run;

import java.util.function.IntUnaryOperator;

/** Where a caller puts 8-bit whole numbers, signed or not. */
public final class BytesIn extends Port {

  private final IntUnaryOperator value;

  BytesIn(String name, Slot slot, IntUnaryOperator value) {
    super(name, slot);
    this.value = value;
  }

  /** Copies one or more images, in row-major order. */
  public void set(byte[] values) {
    eachRun(images(given(values).length), (inSlot, outside, length) -> {
      for (int i = 0; i < length; i++) {
        slot().ints()[inSlot + i] = value.applyAsInt(values[outside + i]);
      }
    });
  }
}
