package nacre.importers.hdf5;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bytes in the making, little-endian. */
final class Bytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Bytes octets(int... octets) {
    for (int octet : octets) {
      out.write(octet);
    }
    return this;
  }

  Bytes shorts(int... numbers) {
    for (int number : numbers) {
      octets(number & 0xff, number >> 8 & 0xff);
    }
    return this;
  }

  Bytes ints(long... numbers) {
    for (long number : numbers) {
      out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) number).array());
    }
    return this;
  }

  Bytes longs(long... numbers) {
    for (long number : numbers) {
      out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array());
    }
    return this;
  }

  Bytes all(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /** Zeros up to the next multiple. */
  Bytes padded(int multiple) {
    while (out.size() % multiple != 0) {
      out.write(0);
    }
    return this;
  }

  int size() {
    return out.size();
  }

  byte[] toArray() {
    return out.toByteArray();
  }
}
