package nacre.ir;

import java.util.Locale;
import java.util.Optional;

/** The element type of a tensor. Its name in texts is the lower-case constant, as in {@code f32[N, 3]}. */
public enum DType {
  F32(4, Kind.REAL),
  F64(8, Kind.REAL),
  F16(2, Kind.REAL),
  BF16(2, Kind.REAL),
  I8(1, Kind.INTEGER),
  I16(2, Kind.INTEGER),
  I32(4, Kind.INTEGER),
  I64(8, Kind.INTEGER),
  U8(1, Kind.INTEGER),
  U16(2, Kind.INTEGER),
  U32(4, Kind.INTEGER),
  U64(8, Kind.INTEGER),
  BOOL(1, Kind.LOGICAL);

  /** How contents are held by {@link Tensor}: reals as float64, integers and truth values as int64. */
  public enum Kind {
    REAL, INTEGER, LOGICAL
  }

  private static final double TWO_TO_31 = 0x1p31;
  private static final double TWO_TO_63 = 0x1p63;

  private final int bytes;
  private final Kind kind;

  DType(int bytes, Kind kind) {
    this.bytes = bytes;
    this.kind = kind;
  }

  /** Bytes of one element in memory. */
  public int bytes() {
    return bytes;
  }

  public Kind kind() {
    return kind;
  }

  public boolean isReal() {
    return kind == Kind.REAL;
  }

  /** An integer result brought into the range of this type, as two's complement arithmetic of its width has it. */
  public long wrapped(long value) {
    return switch (this) {
      case I8 -> (byte) value;
      case I16 -> (short) value;
      case I32 -> (int) value;
      case U8 -> value & 0xff;
      case U16 -> value & 0xffff;
      case U32 -> value & 0xffff_ffffL;
      case I64, U64, BOOL, F32, F64, F16, BF16 -> value;
    };
  }

  /**
   * A real as a whole number of this type. It becomes one of 64 bits, for types of 8 and 16 bits and {@code i32} one of 32,
   * towards zero; what is no number or does not fit becomes the lowest of these, as in C on x86. That wraps around at the
   * width of the type. A {@code u64} has its own range.
   */
  public long whole(double value) {
    if (this == U64 && value >= TWO_TO_63 && value < 2 * TWO_TO_63) {
      return (long) (value - TWO_TO_63) + Long.MIN_VALUE;
    }
    boolean wide = this == I64 || this == U64 || this == U32;
    double bound = wide ? TWO_TO_63 : TWO_TO_31;
    long lowest = wide ? Long.MIN_VALUE : Integer.MIN_VALUE;
    double towardsZero = value < 0 ? Math.ceil(value) : Math.floor(value);
    return wrapped(towardsZero >= -bound && towardsZero < bound ? (long) value : lowest);
  }

  /** A real result as compiled code keeps it: with 32 bits, unless it is an {@code f64}. */
  public double kept(double value) {
    return this == F64 ? value : (float) value;
  }

  /** The least whole number or truth value of the type. */
  public long least() {
    return switch (this) {
      case I8 -> Byte.MIN_VALUE;
      case I16 -> Short.MIN_VALUE;
      case I32 -> Integer.MIN_VALUE;
      case I64 -> Long.MIN_VALUE;
      case U8, U16, U32, U64, BOOL, F32, F64, F16, BF16 -> 0;
    };
  }

  /** The greatest whole number or truth value of the type that a {@code long} holds. */
  public long greatest() {
    return switch (this) {
      case BOOL -> 1;
      case I64, U64, F32, F64, F16, BF16 -> Long.MAX_VALUE;
      case I8, I16, I32, U8, U16, U32 -> least() + (1L << 8 * bytes) - 1;
    };
  }

  /** The name in a text, for instance {@code bf16}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type that a text calls {@code name}. */
  public static Optional<DType> named(String name) {
    for (DType type : values()) {
      if (type.text().equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return text();
  }
}
