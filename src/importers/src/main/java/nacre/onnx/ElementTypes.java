package nacre.onnx;

import java.util.Optional;
import nacre.ir.DType;

/** The element types of ONNX by the numbers that files use. */
public final class ElementTypes {
  private static final String[] NAMES = {"undefined", "float", "uint8", "int8", "uint16", "int16", "int32", "int64",
    "string", "bool", "float16", "double", "uint32", "uint64", "complex64", "complex128", "bfloat16", "float8e4m3fn",
    "float8e4m3fnuz", "float8e5m2", "float8e5m2fnuz", "uint4", "int4", "float4e2m1", "float8e8m0", "uint2", "int2"};

  private ElementTypes() {}

  /** Empty for a type that Nacre does not have. */
  public static Optional<DType> of(int number) {
    return Optional.ofNullable(switch (number) {
      case 1 -> DType.F32;
      case 2 -> DType.U8;
      case 3 -> DType.I8;
      case 4 -> DType.U16;
      case 5 -> DType.I16;
      case 6 -> DType.I32;
      case 7 -> DType.I64;
      case 9 -> DType.BOOL;
      case 10 -> DType.F16;
      case 11 -> DType.F64;
      case 12 -> DType.U32;
      case 13 -> DType.U64;
      case 16 -> DType.BF16;
      default -> null;
    });
  }

  /** The number of a type. */
  public static int number(DType dtype) {
    return switch (dtype) {
      case F32 -> 1;
      case U8 -> 2;
      case I8 -> 3;
      case U16 -> 4;
      case I16 -> 5;
      case I32 -> 6;
      case I64 -> 7;
      case BOOL -> 9;
      case F16 -> 10;
      case F64 -> 11;
      case U32 -> 12;
      case U64 -> 13;
      case BF16 -> 16;
    };
  }

  /** What ONNX calls it. */
  public static String name(int number) {
    return number >= 0 && number < NAMES.length ? NAMES[number] : "element type " + number;
  }
}
