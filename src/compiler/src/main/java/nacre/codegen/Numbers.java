package nacre.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import nacre.ir.DType;
import nacre.kernels.call.Pointwise;
import nacre.kernels.run.BoolIn;
import nacre.kernels.run.BoolOut;
import nacre.kernels.run.BytesIn;
import nacre.kernels.run.BytesOut;
import nacre.kernels.run.F32In;
import nacre.kernels.run.F32Out;
import nacre.kernels.run.F64In;
import nacre.kernels.run.F64Out;
import nacre.kernels.run.HalvesIn;
import nacre.kernels.run.HalvesOut;
import nacre.kernels.run.I32In;
import nacre.kernels.run.I32Out;
import nacre.kernels.run.I64In;
import nacre.kernels.run.I64Out;
import nacre.kernels.run.ShortsIn;
import nacre.kernels.run.ShortsOut;
import nacre.kernels.run.Space;

/** How code holds the elements of each type: reals as 32-bit floats, all others as 32-bit whole numbers. */
final class Numbers {
  private Numbers() {}

  static Space space(DType dtype) {
    return dtype.isReal() ? Space.F32 : Space.I32;
  }

  /** What kernels take the elements for. */
  static Pointwise.Number number(DType dtype) {
    return switch (dtype) {
      case F32, F64, F16, BF16 -> Pointwise.Number.F32;
      case I8 -> Pointwise.Number.I8;
      case I16 -> Pointwise.Number.I16;
      case I32 -> Pointwise.Number.I32;
      case I64, U64 -> Pointwise.Number.I64;
      case U8 -> Pointwise.Number.U8;
      case U16 -> Pointwise.Number.U16;
      case U32 -> Pointwise.Number.U32;
      case BOOL -> Pointwise.Number.BOOL;
    };
  }

  /** The class of a port. */
  static ClassName port(DType dtype, Port.Way way) {
    boolean in = way == Port.Way.IN;
    return ClassName.get(switch (dtype) {
      case F32 -> in ? F32In.class : F32Out.class;
      case F64 -> in ? F64In.class : F64Out.class;
      case F16, BF16 -> in ? HalvesIn.class : HalvesOut.class;
      case I8, U8 -> in ? BytesIn.class : BytesOut.class;
      case I16, U16 -> in ? ShortsIn.class : ShortsOut.class;
      case I32, U32 -> in ? I32In.class : I32Out.class;
      case I64, U64 -> in ? I64In.class : I64Out.class;
      case BOOL -> in ? BoolIn.class : BoolOut.class;
    });
  }

  /** The method of a workspace that makes a port. */
  static String portMethod(DType dtype, Port.Way way) {
    String kind = switch (dtype) {
      case U32 -> "i32";
      case U64 -> "i64";
      default -> dtype.text();
    };
    return kind + (way == Port.Way.IN ? "In" : "Out");
  }

  /** What the arrays of callers hold. */
  static TypeName element(DType dtype) {
    return switch (dtype) {
      case F32 -> TypeName.FLOAT;
      case F64 -> TypeName.DOUBLE;
      case F16, BF16, I16, U16 -> TypeName.SHORT;
      case I8, U8 -> TypeName.BYTE;
      case I32, U32 -> TypeName.INT;
      case I64, U64 -> TypeName.LONG;
      case BOOL -> TypeName.BOOLEAN;
    };
  }
}
