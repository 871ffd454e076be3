package nacre.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import nacre.ir.DType;
import nacre.ir.Graph;
import nacre.ir.Input;
import nacre.ir.Param;
import nacre.ir.Tensor;
import nacre.ir.TensorType;

/**
 * Contents for the parameters and inputs of a graph, drawn from a seed so that faults show: gammas of both signs and near
 * 0, variances from 0.1 to 2, means and shifts that are not 0. All are exact in the element type.
 */
public final class RandomValues {
  private final Draw draw;

  private RandomValues(long seed) {
    draw = new Draw(seed ^ 0x5DEECE66DL);
  }

  /** By path, for every parameter. */
  public static Map<String, Tensor> params(Graph graph, long seed) {
    RandomValues random = new RandomValues(seed);
    Map<String, Tensor> values = new LinkedHashMap<>();
    for (Param param : graph.params()) {
      values.put(param.path(), random.param(param));
    }
    return values;
  }

  /** By name, for every input, with the given values of symbols. */
  public static Map<String, Tensor> inputs(Graph graph, long seed, Map<String, Long> symbols) {
    RandomValues random = new RandomValues(~seed);
    Map<String, Tensor> values = new LinkedHashMap<>();
    for (Input input : graph.inputs()) {
      TensorType type = (TensorType) graph.producer(input.value()).type();
      int[] shape = shape(type.substitute(symbols));
      values.put(input.name(), type.dtype().isReal()
          ? Tensor.reals(type.dtype(), shape, _ -> exact(type.dtype(), (float) random.draw.normal()))
          : Tensor.integers(type.dtype(), shape, _ -> random.draw.below(2)));
    }
    return values;
  }

  /** A number of the element type that is near. */
  private static float exact(DType dtype, float near) {
    return switch (dtype) {
      case F16 -> Float.float16ToFloat(Float.floatToFloat16(near));
      case BF16 -> Float.intBitsToFloat(Float.floatToIntBits(near) & 0xffff_0000);
      default -> near;
    };
  }

  private Tensor param(Param param) {
    int[] shape = shape(param.type());
    double fan = 1;
    for (int axis = 1; axis < shape.length; axis++) {
      fan *= shape[axis];
    }
    double deviation = 1 / Math.sqrt(Math.max(fan, 1));
    return Tensor.reals(param.type().dtype(), shape, _ -> (float) element(param, deviation));
  }

  private double element(Param param, double deviation) {
    return switch (param.role()) {
      case WEIGHT, OWN -> draw.normal() * deviation;
      case GAMMA -> draw.chance(0.2) ? draw.of(List.of(0.0, 1e-3, -1e-3)) : draw.uniform(-1.5, 1.5);
      case RUNNING_VARIANCE -> draw.uniform(0.1, 2);
      case SLOPE -> draw.uniform(-0.5, 1);
      case BIAS, BETA, RUNNING_MEAN -> draw.normal();
    };
  }

  private static int[] shape(TensorType type) {
    return type.dims().stream().mapToInt(dim -> Math.toIntExact(dim.at(Map.of()))).toArray();
  }
}
