package nacre.kernels.run;

/** Floats of 16 bits. */
public enum Half {
  /** Five bits of exponent, ten of fraction; IEEE 754 binary16. */
  F16,
  /** The upper half of a 32-bit float. */
  BF16;

  /** The number that the bits are. */
  public float value(short bits) {
    return this == F16 ? Float.float16ToFloat(bits) : Float.intBitsToFloat(bits << 16);
  }

  /** The bits of the nearest number, the even one of two. */
  public short bits(float value) {
    if (this == F16) {
      return Float.floatToFloat16(value);
    }
    int bits = Float.floatToIntBits(value);
    int lowest = bits >>> 16 & 1;
    return Float.isNaN(value) ? (short) 0x7fc0 : (short) (bits + 0x7fff + lowest >>> 16);
  }
}
