package nacre.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Clamping by comparison, which leaves NaN alone and takes two instructions, unlike the minimum and maximum of Java. */
final class Clamp {

  private Clamp() {}

  static FloatVector clamp(FloatVector x, float low, float high) {
    FloatVector raised = x.blend(low, x.compare(VectorOperators.LT, low));
    return raised.blend(high, raised.compare(VectorOperators.GT, high));
  }
}
