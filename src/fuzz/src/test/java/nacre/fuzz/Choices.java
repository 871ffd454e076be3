package nacre.fuzz;

import java.util.Arrays;

/** Bytes as a row of choices; when there are none left, the first of all that can be chosen. */
final class Choices {
  private final byte[] bytes;
  private int next;

  Choices(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean isEmpty() {
    return next >= bytes.length;
  }

  /** One of the numbers from 0 to {@code count - 1}. */
  int of(int count) {
    int number = octet();
    return (count > 256 ? number | octet() << 8 : number) % count;
  }

  private int octet() {
    return isEmpty() ? 0 : bytes[next++] & 0xff;
  }

  /** Some of the bytes as they are. */
  byte[] bytes(int most) {
    int length = Math.min(of(most + 1), bytes.length - Math.min(next, bytes.length));
    byte[] taken = Arrays.copyOfRange(bytes, next, next + length);
    next += length;
    return taken;
  }
}
