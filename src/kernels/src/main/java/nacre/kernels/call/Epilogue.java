package nacre.kernels.call;

/**
 * What accumulators start from, and what is done to a finished element: first the clamp, then the curve.
 *
 * @param init what the accumulators start from
 * @param low smallest result of the clamp; negative infinity for none, 0 for ReLU
 * @param high greatest result of the clamp; positive infinity for none, 6 for ReLU6
 * @param curve the curve applied after the clamp
 * @param slope the slope of a curve that {@linkplain Curve#isSloped has one}; 0 for every other curve
 */
public record Epilogue(Init init, float low, float high, Curve curve, float slope) {

  /** Zero at first, nothing at the end. */
  public static final Epilogue NONE =
      new Epilogue(Init.ZERO, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Curve.NONE, 0);

  /** Bias at first, nothing at the end. */
  public static final Epilogue BIAS = NONE.init(Init.BIAS);

  public Epilogue {
    if (low > high) {
      throw new IllegalArgumentException("a clamp needs low <= high, found " + low + " > " + high);
    }
  }

  public Epilogue init(Init newInit) {
    return new Epilogue(newInit, low, high, curve, slope);
  }

  public Epilogue clamp(float newLow, float newHigh) {
    return new Epilogue(init, newLow, newHigh, curve, slope);
  }

  public Epilogue curve(Curve newCurve) {
    return new Epilogue(init, low, high, newCurve, 0);
  }

  public Epilogue leaky(float newSlope) {
    return new Epilogue(init, low, high, Curve.LEAKY, newSlope);
  }

  public Epilogue elu(float newSlope) {
    return new Epilogue(init, low, high, Curve.ELU, newSlope);
  }

  /** Whether the clamp changes any number. */
  public boolean clamps() {
    return low != Float.NEGATIVE_INFINITY || high != Float.POSITIVE_INFINITY;
  }

  /** The fluent calls that give a call whose accumulators start from {@code usual} this epilogue. */
  String toJava(Init usual) {
    var text = new StringBuilder();
    if (usual.hasBias() && !init.hasBias()) {
      text.append(".noBias()");
    }
    if (init.hasResidual()) {
      text.append(".add()");
    }
    if (low == 0 && high == Float.POSITIVE_INFINITY) {
      text.append(".relu()");
    } else if (clamps()) {
      text.append(".clamp(").append(literal(low)).append(", ").append(literal(high)).append(')');
    }
    if (curve.isSloped()) {
      text.append(curve == Curve.ELU ? ".elu(" : ".leaky(").append(literal(slope)).append(')');
    } else if (curve != Curve.NONE) {
      text.append(".curve(Curve.").append(curve).append(')');
    }
    return text.toString();
  }

  /** {@code value} as a Java literal of type float. */
  static String literal(float value) {
    if (Float.isNaN(value)) {
      return "Float.NaN";
    }
    if (Float.isInfinite(value)) {
      return value > 0 ? "Float.POSITIVE_INFINITY" : "Float.NEGATIVE_INFINITY";
    }
    return value + "f";
  }
}
