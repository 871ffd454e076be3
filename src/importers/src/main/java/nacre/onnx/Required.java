package nacre.onnx;

import java.util.Arrays;
import java.util.List;
import nacre.importers.InvalidModelException;
import nacre.ir.DType;
import nacre.ir.Tensor;

/** Contents of inputs that Nacre must know when it compiles, each of the kind that is asked for. */
public final class Required {
  private Required() {}

  /** Whole numbers, whatever their shape. */
  public static List<Integer> ints(Call call, int input, String what) {
    Tensor contents = call.required(input, what);
    if (contents.dtype().kind() != DType.Kind.INTEGER) {
      throw new InvalidModelException("found " + contents.type() + ", required whole numbers: " + what);
    }
    return Arrays.stream(contents.toIntegers()).mapToObj(NodeSettings::clamped).toList();
  }

  /** One whole number or truth value. */
  public static long whole(Call call, int input, String what) {
    return whole(call.required(input, what), what);
  }

  static long whole(Tensor contents, String what) {
    if (contents.dtype().isReal() || contents.elements() != 1) {
      throw new InvalidModelException("found " + contents.type() + ", required one whole number: " + what);
    }
    return contents.integer(0);
  }

  /** One number of any type. */
  public static double real(Call call, int input, String what) {
    Tensor contents = call.required(input, what);
    if (contents.elements() != 1) {
      throw new InvalidModelException("found " + contents.type() + ", required one number: " + what);
    }
    return contents.real(0);
  }
}
