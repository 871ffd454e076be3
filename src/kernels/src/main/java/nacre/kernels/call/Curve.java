package nacre.kernels.call;

/**
 * A function of one element, computed with Nacre's own polynomials, or with the platform's strict functions in double: the
 * same bits interpreted and compiled.
 */
public enum Curve {

  /** {@code x} */
  NONE,
  /** {@code 1 / (1 + exp(-x))} */
  SIGMOID,
  /** The hyperbolic tangent. */
  TANH,
  /** {@code x / 2 * (1 + erf(x / sqrt(2)))}; Hendrycks and Gimpel, 2016. */
  GELU,
  /** {@code x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 x^3)))}, the approximation of the same paper. */
  GELU_TANH,
  /** {@code x * sigmoid(x)}, also called swish. */
  SILU,
  /** {@code x} where positive, {@code slope * x} elsewhere. */
  LEAKY,
  /** {@code 1 / sqrt(x)}, root and quotient each rounded once. */
  RSQRT,
  /** {@code x} without its sign; also of whole numbers. */
  ABS,
  /** {@code -x}; also of whole numbers. */
  NEG,
  /** -1, 0 or 1, zeros and NaN as they are; also of whole numbers. */
  SIGN,
  /** The square root, rounded once. */
  SQRT,
  /** {@code 1 / x} */
  RECIPROCAL,
  /** The greatest whole number that is not greater. */
  FLOOR,
  /** The least whole number that is not less. */
  CEIL,
  /** The nearest whole number, the even one of two. */
  ROUND,
  /** The exponential. */
  EXP,
  /** The natural logarithm. */
  LOG,
  /** The error function. */
  ERF,
  /** {@code x} where positive, {@code slope * (exp(x) - 1)} elsewhere. */
  ELU,
  /** {@code log(1 + exp(x))} */
  SOFTPLUS,
  /** {@code x * tanh(softplus(x))} */
  MISH,
  /** The sine. */
  SIN,
  /** The cosine. */
  COS,
  /** The tangent. */
  TAN,
  /** The arc sine. */
  ASIN,
  /** The arc cosine. */
  ACOS,
  /** The arc tangent. */
  ATAN,
  /** The hyperbolic sine. */
  SINH,
  /** The hyperbolic cosine. */
  COSH,
  /** The inverse hyperbolic sine. */
  ASINH,
  /** The inverse hyperbolic cosine. */
  ACOSH,
  /** The inverse hyperbolic tangent. */
  ATANH;

  /** Whether the function has a slope. */
  public boolean isSloped() {
    return this == LEAKY || this == ELU;
  }

  /** Whether whole numbers have this function too, with whole numbers as results. */
  public boolean takesWholeNumbers() {
    return this == NONE || this == ABS || this == NEG || this == SIGN;
  }
}
