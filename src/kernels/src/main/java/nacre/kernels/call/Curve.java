package nacre.kernels.call;

/** A function of one element, computed with Nacre's own polynomials: the same bits interpreted and compiled. */
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
  RSQRT
}
