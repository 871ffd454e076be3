package nacre.interop;

import java.util.Map;
import java.util.Set;

import nacre.ir.DType;
import nacre.ir.Graph;
import nacre.ir.Tensor;
import nacre.ir.TensorType;

/** How far two runtimes are apart. */
final class Agreement {
  private Agreement() {}

  /** The greatest {@link #error(Tensor, Tensor)} of all outputs; infinite if one is missing. */
  static double error(Map<String, Tensor> expected, Map<String, Tensor> found) {
    return expected.entrySet().stream()
        .mapToDouble(output -> found.containsKey(output.getKey())
            ? error(output.getValue(), found.get(output.getKey()))
            : Double.POSITIVE_INFINITY)
        .max().orElse(0);
  }

  /**
   * {@code max|a - b| / max|expected|}, where what rounding to 16 bits may do counts nothing; infinite for other shapes, types,
   * or places of what is no number.
   */
  static double error(Tensor expected, Tensor found) {
    if (!expected.type().equals(found.type())) {
      return Double.POSITIVE_INFINITY;
    }
    double scale = 0;
    double difference = 0;
    for (int i = 0; i < expected.elements(); i++) {
      double a = expected.real(i);
      double b = found.real(i);
      if (a != b && Double.compare(a, b) != 0) {
        double distance = Math.max(0, Math.abs(a - b) - rounding(expected.dtype(), a));
        difference = Math.max(difference, Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance);
      }
      scale = Math.max(scale, Double.isFinite(a) ? Math.abs(a) : 0);
    }
    return difference == 0 ? 0 : difference / (scale == 0 ? 1 : scale);
  }

  /** A unit in the last place of a 16-bit real, at most. */
  private static double rounding(DType dtype, double value) {
    return switch (dtype) {
      case F16 -> Math.max(Math.abs(value) * 0x1p-10, 0x1p-24);
      case BF16 -> Math.abs(value) * 0x1p-7;
      default -> 0;
    };
  }

  /** Whether an element type occurs for which ONNX Runtime lacks many kernels. */
  static boolean isRare(Graph graph) {
    return graph.nodes().stream().flatMap(node -> node.types().stream())
        .anyMatch(type -> type instanceof TensorType tensor
            && !Set.of(DType.F32, DType.I64, DType.BOOL).contains(tensor.dtype()));
  }
}
