package nacre.importers.hdf5;

import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.nio.ByteOrder;
import java.util.Optional;
import nacre.ir.DType;

/** What the elements of a dataset are. */
record ElementType(DType dtype, ByteOrder order) {
  /** None for a type that Nacre does not have. */
  static Optional<ElementType> of(DataType type) {
    return switch (type) {
      case FixedPoint number when number.getBitOffset() == 0 && number.getBitPrecision() == 8 * number.getSize() ->
          integer(number).map(dtype -> new ElementType(dtype, number.getByteOrder()));
      case FloatingPoint number when number.getBitOffset() == 0 && number.getBitPrecision() == 8 * number.getSize() ->
          real(number).map(dtype -> new ElementType(dtype, number.getByteOrder()));
      default -> Optional.empty();
    };
  }

  private static Optional<DType> integer(FixedPoint number) {
    return switch (number.getSize()) {
      case 1 -> Optional.of(number.isSigned() ? DType.I8 : DType.U8);
      case 2 -> Optional.of(number.isSigned() ? DType.I16 : DType.U16);
      case 4 -> Optional.of(number.isSigned() ? DType.I32 : DType.U32);
      case 8 -> Optional.of(number.isSigned() ? DType.I64 : DType.U64);
      default -> Optional.empty();
    };
  }

  /** The types of IEEE 754 and bfloat16: sign, exponent and mantissa follow each other. */
  private static Optional<DType> real(FloatingPoint number) {
    DType dtype = switch (number.getSize() << 8 | number.getExponentSize()) {
      case 2 << 8 | 5 -> DType.F16;
      case 2 << 8 | 8 -> DType.BF16;
      case 4 << 8 | 8 -> DType.F32;
      case 8 << 8 | 11 -> DType.F64;
      default -> DType.BOOL;
    };
    int mantissa = 8 * number.getSize() - 1 - number.getExponentSize();
    boolean ordered = number.getMantissaLocation() == 0 && number.getMantissaSize() == mantissa
        && number.getExponentLocation() == mantissa && number.getSignLocation() == 8 * number.getSize() - 1
        && number.getExponentBias() == (1 << (number.getExponentSize() - 1)) - 1;
    return dtype.isReal() && ordered ? Optional.of(dtype) : Optional.empty();
  }
}
