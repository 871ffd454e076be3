package nacre.kernels.run;

import nacre.kernels.call.Narrow;

/** Where a caller finds 64-bit whole numbers. Only the images of the last call are meaningful. */
public final class I64Out extends Port {

  I64Out(String name, Slot slot) {
    super(name, slot);
  }

  /** Copies as many images as {@code values} has room for, which must be a whole number of them. */
  public void get(long[] values) {
    eachRun(images(given(values).length), (inSlot, outside, length) -> {
      for (int i = 0; i < length; i++) {
        values[outside + i] = Narrow.wide(slot().ints()[inSlot + i]);
      }
    });
  }
}
