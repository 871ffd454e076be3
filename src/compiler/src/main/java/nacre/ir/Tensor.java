package nacre.ir;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;

/**
 * Contents of a value for the ops' own semantics: float64 for the real types, int64 for integers, and 0 or 1 for truth
 * values; row-major, outermost axis first. Contents never change after construction.
 */
public final class Tensor {
  private final DType dtype;
  private final int[] shape;
  private final double[] reals;
  private final long[] integers;

  private Tensor(DType dtype, int[] shape, double[] reals, long[] integers) {
    this.dtype = dtype;
    this.shape = shape;
    this.reals = reals;
    this.integers = integers;
    int expected = elements(shape);
    int found = dtype.isReal() ? reals.length : integers.length;
    if (found != expected) {
      throw new IllegalArgumentException(
          "found " + found + " elements, required " + expected + " for " + dtype + Arrays.toString(shape));
    }
  }

  /** Takes over {@code contents}: the caller must not write to it again. */
  public static Tensor ofReals(DType dtype, int[] shape, double[] contents) {
    if (!dtype.isReal()) {
      throw new IllegalArgumentException("found reals for a tensor of " + dtype);
    }
    return new Tensor(dtype, shape.clone(), contents, new long[0]);
  }

  /** Takes over {@code contents}: the caller must not write to it again. */
  public static Tensor ofIntegers(DType dtype, int[] shape, long[] contents) {
    if (dtype.isReal()) {
      throw new IllegalArgumentException("found integers for a tensor of " + dtype);
    }
    return new Tensor(dtype, shape.clone(), new double[0], contents);
  }

  public static Tensor scalar(DType dtype, double value) {
    return ofReals(dtype, new int[0], new double[] {value});
  }

  /** Every element computed from its row-major index. */
  public static Tensor reals(DType dtype, int[] shape, IntToDoubleFunction at) {
    double[] contents = new double[elements(shape)];
    for (int i = 0; i < contents.length; i++) {
      contents[i] = at.applyAsDouble(i);
    }
    return ofReals(dtype, shape, contents);
  }

  /** Every element computed from its row-major index. */
  public static Tensor integers(DType dtype, int[] shape, IntToLongFunction at) {
    long[] contents = new long[elements(shape)];
    for (int i = 0; i < contents.length; i++) {
      contents[i] = at.applyAsLong(i);
    }
    return ofIntegers(dtype, shape, contents);
  }

  /** @throws ArithmeticException from 2^31 elements on */
  public static int elements(int[] shape) {
    for (int extent : shape) {
      if (extent == 0) {
        return 0;
      }
    }
    int product = 1;
    for (int extent : shape) {
      product = Math.multiplyExact(product, extent);
    }
    return product;
  }

  public DType dtype() {
    return dtype;
  }

  public int[] shape() {
    return shape.clone();
  }

  public int rank() {
    return shape.length;
  }

  public int dim(int axis) {
    return shape[axis];
  }

  public int elements() {
    return dtype.isReal() ? reals.length : integers.length;
  }

  /** The element at a row-major index; integers are converted. */
  public double real(int index) {
    return dtype.isReal() ? reals[index] : integers[index];
  }

  /** The element at a row-major index of an integer or logical tensor. */
  public long integer(int index) {
    return integers[index];
  }

  /** A copy of the contents as float64. */
  public double[] toReals() {
    return dtype.isReal() ? reals.clone() : Arrays.stream(integers).asDoubleStream().toArray();
  }

  /** A copy of the contents of an integer or logical tensor. */
  public long[] toIntegers() {
    return integers.clone();
  }

  /** The same contents under another shape with as many elements. */
  public Tensor reshaped(int... to) {
    return new Tensor(dtype, to.clone(), reals, integers);
  }

  /** The elements {@code flat[i]} of this tensor, in a tensor of another shape. */
  public Tensor gathered(int[] to, IntUnaryOperator flat) {
    return dtype.isReal()
        ? reals(dtype, to, i -> reals[flat.applyAsInt(i)])
        : integers(dtype, to, i -> integers[flat.applyAsInt(i)]);
  }

  /** The same with reals rounded as {@link DType#kept} says. */
  public Tensor kept() {
    return dtype.isReal() && dtype != DType.F64 ? reals(dtype, shape, i -> dtype.kept(reals[i])) : this;
  }

  public TensorType type() {
    return TensorType.of(dtype, Arrays.stream(shape).asLongStream().toArray());
  }

  /** Row-major strides, in elements. */
  public static int[] strides(int[] shape) {
    int[] strides = new int[shape.length];
    int next = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      strides[axis] = next;
      next *= shape[axis];
    }
    return strides;
  }

  /** Bitwise: NaNs are equal, zeros of different sign are not. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor that && dtype == that.dtype && Arrays.equals(shape, that.shape)
        && Arrays.equals(reals, that.reals) && Arrays.equals(integers, that.integers);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(shape) * 31 + Arrays.hashCode(reals) + Arrays.hashCode(integers);
  }

  @Override
  public String toString() {
    return type() + " of " + elements() + " elements";
  }
}
