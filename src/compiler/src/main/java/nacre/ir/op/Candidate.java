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
  record Pooling(Pooling.Kind kind, int axis, List<Integer> window, List<Integer> stride, List<Integer> before,
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
    /** The functions that kernels know: of reals, where nothing else is said. */
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
      RSQRT,
      /** Also of whole numbers. */
      ABS, NEG,
      /** -1, 0 or 1; also of whole numbers. NaN stays. */
      SIGN, EXP, LOG, SQRT,
      /** {@code 1 / x}. */
      RECIPROCAL, ERF, FLOOR, CEIL,
      /** To the nearest whole number, halves to the even one. */
      ROUND, SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH, ASINH, ACOSH, ATANH,
      /** {@code x >= 0 ? x : a * (exp(x) - 1)}. */
      ELU,
      /** {@code log(1 + exp(x))}. */
      SOFTPLUS,
      /** {@code x * tanh(softplus(x))}. */
      MISH,
      /** Of truth values only. */
      NOT
    }

    /** A function without settings. */
    public static Elementwise of(Function function) {
      return new Elementwise(function, 0, 0);
    }
  }

  /** {@code operand 0 OP operand 1}, broadcast by NumPy's rule. */
  record Binary(Arithmetic arithmetic) implements Candidate {
    /** What is computed of two elements: numbers of any type, where nothing else is said. */
    public enum Arithmetic {
      ADD, SUB, MUL,
      /** Whole numbers are divided towards zero. */
      DIV,
      /** NaN if one of the two is. */
      MIN, MAX,
      /** Of reals only. */
      POW,
      /** The rest of a division rounded down: it has the sign of the divisor. */
      MODULO,
      /** The rest of a division rounded towards zero: it has the sign of the dividend. */
      REMAINDER,
      /** A truth value of two numbers or truth values; NaN equals nothing. */
      EQUAL,
      /** A truth value of two numbers. */
      LESS, LESS_OR_EQUAL,
      /** Of truth values only. */
      AND, OR, XOR;

      /** Whether the result is a truth value whatever the operands are. */
      public boolean compares() {
        return this == EQUAL || this == LESS || this == LESS_OR_EQUAL;
      }
    }
  }

  /** Operands condition (truth values), a and b of one type, broadcast by NumPy's rule: {@code condition ? a : b}. */
  record Select() implements Candidate {}

  /**
   * The same elements in the result's type. Reals become whole numbers towards zero, wrapped to the type's width; what is
   * not zero becomes true, NaN too.
   */
  record Cast() implements Candidate {}

  /** Elements along some axes become one; the axes stay, with extent 1. */
  record Reduction(Reduction.Kind kind, List<Integer> axes) implements Candidate {
    /** How elements become one, and what none of them become. */
    public enum Kind {
      /** 0 of none. */
      SUM,
      /** Of reals only. */
      MEAN,
      /** NaN if one is; minus infinity, or the lowest whole number, of none. */
      MAX,
      /** NaN if one is; infinity, or the greatest whole number, of none. */
      MIN,
      /** 1 of none. */
      PRODUCT
    }

    public Reduction {
      axes = List.copyOf(axes);
    }
  }

  /**
   * The index of the greatest or least element along an axis, which stays with extent 1; the first or last one of equal
   * elements. NaN comes before everything.
   */
  record ArgExtreme(boolean greatest, boolean last, int axis) implements Candidate {}

  /**
   * The indices of the greatest or least elements along an axis, in order, equal ones by rising index; the result's extent
   * says how many. NaN counts as greater than everything.
   */
  record ArgTop(int axis, boolean largest) implements Candidate {}

  /** Every {@code steps[i]}-th element from {@code starts[i]} on, backwards if negative; the result's extents say how many. */
  record Slice(List<Integer> starts, List<Integer> steps) implements Candidate {
    public Slice {
      starts = List.copyOf(starts);
      steps = List.copyOf(steps);
    }
  }

  /** The operand stretched to the result's shape by NumPy's rule. */
  record Repeat() implements Candidate {}

  /** The operand {@code repeats[i]} times one after the other along each axis {@code i}. */
  record Tiles(List<Integer> repeats) implements Candidate {
    public Tiles {
      repeats = List.copyOf(repeats);
    }
  }

  /**
   * Operands data and indices, which may be negative, from the end: the axis of the data becomes the axes of the indices.
   * An index that is out of range is an error of the run.
   */
  record Gather(int axis) implements Candidate {}

  /** Operands data and indices of one rank: {@code result[.., i, ..] = data[.., indices[.., i, ..], ..]}. */
  record GatherElements(int axis) implements Candidate {}

  /** Operands data and indices, whose last axis holds places of the data's axes after the first {@code batchDims}. */
  record GatherNd(int batchDims) implements Candidate {}

  /** What happens to an element that an update meets. */
  enum Meeting {
    /** The last update stays. */
    NONE, ADD, MUL, MAX, MIN
  }

  /** Operands data, indices and updates of one rank: {@code result[.., indices[.., i, ..], ..]} meets the update there. */
  record ScatterElements(int axis, Meeting meeting) implements Candidate {}

  /** Operands data, indices and updates; the last axis of the indices holds places of the data's first axes. */
  record ScatterNd(Meeting meeting) implements Candidate {}

  /** What {@link Reduction} makes of the elements up to each one along an axis, without it, or from the end. */
  record Scan(Reduction.Kind kind, int axis, boolean exclusive, boolean reverse) implements Candidate {}

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
