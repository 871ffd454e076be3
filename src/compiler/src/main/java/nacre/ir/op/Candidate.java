package nacre.ir.op;

import java.util.List;

/**
 * A way to compute a use of an op, as plain data: the family of loops and its geometry, no memory and no machine.
 * Operand positions are the op's own. Code generation chooses among the candidates and gives them memory.
 */
public sealed interface Candidate {
  /**
   * Operands: picture, weights [O, C/groups, KH, KW], bias or absent. Channels of picture and result are on {@code
   * axis}, 1 or 3; the other two axes after the batch are height and width.
   */
  record Convolution(int axis, List<Integer> kernel, List<Integer> stride, List<Integer> before, List<Integer> after,
      List<Integer> dilation, int groups) implements Candidate {}

  /** Operands: {@code x [..., K]}, weights {@code [M, K]}, bias {@code [M]} or absent; result {@code [..., M]}. */
  record Dense() implements Candidate {}

  /** Operands {@code [..., M, K]} and {@code [..., K, N]}, leading axes broadcast. */
  record MatrixProduct() implements Candidate {}

  /**
   * Maximum or average of windows over the two spatial axes. The result's extents say how many windows there are: the
   * last one may reach beyond the padding {@code after}, and what lies there never counts.
   */
  record Pooling(Kind kind, int axis, List<Integer> window, List<Integer> stride, List<Integer> before,
      List<Integer> after, List<Integer> dilation) implements Candidate {
    /** How a window becomes a number. */
    public enum Kind {
      MAXIMUM,
      /** The mean of the elements that the picture has. */
      AVERAGE,
      /** The mean counts padding as zeros, but not what lies beyond it. */
      AVERAGE_WITH_PADDING
    }
  }

  /** The mean over all axes but the batch and {@code axis}. */
  record GlobalAverage(int axis) implements Candidate {}

  /** One function applied to every element; {@code a} and {@code b} are its settings. */
  record Elementwise(Function function, double a, double b) implements Candidate {
    /** The functions that kernels know. */
    public enum Function {
      /** {@code min(max(x, a), b)}. */
      CLIP,
      /** {@code x >= 0 ? x : a * x}. */
      LEAKY_RELU, SIGMOID, TANH,
      /** {@code x * Phi(x)}. */
      GELU,
      /** The tanh form of Hendrycks & Gimpel (2016). */
      GELU_TANH,
      /** {@code x * sigmoid(x)}. */
      SILU,
      /** {@code 1 / sqrt(x)}. */
      RSQRT
    }
  }

  /** {@code operand 0 OP operand 1}, broadcast by NumPy's rule. */
  record Binary(Arithmetic arithmetic) implements Candidate {
    /** The four operations. */
    public enum Arithmetic {
      ADD, SUB, MUL, DIV
    }
  }

  /** {@code x * scale + shift}, both of rank 1 along {@code axis}; absent ones are 1 and 0. */
  record ScaleShift(int axis) implements Candidate {}

  /** {@code x >= 0 ? x : slope * x}, the slope of rank 1 along {@code axis}. */
  record ParametricRelu(int axis) implements Candidate {}

  /** Mean and biased variance over all axes but {@code axis}, of this very batch; operands x, gamma, beta. */
  record BatchStatistics(int axis, double epsilon) implements Candidate {}

  /** Exponentials over their sum along {@code axis}. */
  record Softmax(int axis) implements Candidate {}

  /** The same elements in the same row-major order, under another shape. */
  record Relabel() implements Candidate {}

  /** Axis {@code i} of the result is axis {@code permutation[i]} of the operand. */
  record Permutation(List<Integer> permutation) implements Candidate {}

  /** The operands one after the other along {@code axis}. */
  record Concatenation(int axis) implements Candidate {}

  /** A border of one value, per axis of the operand; {@code value} is whole for integers. */
  record Border(List<Integer> before, List<Integer> after, double value) implements Candidate {}
}
