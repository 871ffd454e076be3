package nacre.kernels.call;

import java.util.List;
import nacre.kernels.call.Pointwise.Function;
import nacre.kernels.call.Pointwise.Number;
import nacre.kernels.call.Scatter.Meeting;

/** The words with which emitted code writes its calls; meant to be imported statically. */
public final class Calls {

  private Calls() {}

  /** A square convolution with bias; {@code height} and {@code width} are the input's. */
  public static Conv conv(int kernel, int stride, int in, int out, int height, int width) {
    return conv(kernel, kernel, stride, stride, in, out, height, width);
  }

  /** A convolution with bias; {@code height} and {@code width} are the input's. */
  public static Conv conv(int kernelY, int kernelX, int strideY, int strideX, int in, int out, int height, int width) {
    return new Conv(Window.of(kernelY, kernelX, strideY, strideX), in, out, height, width, 1, Prologue.NONE,
        Epilogue.BIAS);
  }

  /** One row of {@code in} elements per image, times a packed {@code [out, in]} matrix, plus bias. */
  public static Gemm dense(int in, int out) {
    return new Gemm(List.of(), Axis.images(out, in), Axis.of(out, 1, in), Axis.of(in, 1, 1), Epilogue.BIAS);
  }

  /** A matrix product without bias; strides of (output, left), (output, right) and (left, right). */
  public static Gemm product(Axis rows, Axis columns, Axis depth) {
    return new Gemm(List.of(), rows, columns, depth, Epilogue.NONE);
  }

  /** A square max pooling; {@code height} and {@code width} are the input's. */
  public static Pool maxPool(int kernel, int stride, int channels, int height, int width) {
    return maxPool(kernel, kernel, stride, stride, channels, height, width);
  }

  public static Pool maxPool(int kernelY, int kernelX, int strideY, int strideX, int channels, int height, int width) {
    return pool(Pool.Kind.MAX, Window.of(kernelY, kernelX, strideY, strideX), channels, height, width);
  }

  /** A square average pooling that does not count padding; {@code height} and {@code width} are the input's. */
  public static Pool averagePool(int kernel, int stride, int channels, int height, int width) {
    return averagePool(kernel, kernel, stride, stride, channels, height, width);
  }

  public static Pool averagePool(int kernelY, int kernelX, int strideY, int strideX, int channels, int height,
      int width) {
    return pool(Pool.Kind.AVERAGE, Window.of(kernelY, kernelX, strideY, strideX), channels, height, width);
  }

  /** A square average pooling that counts padding as zeros; {@code height} and {@code width} are the input's. */
  public static Pool averagePoolWithPadding(int kernel, int stride, int channels, int height, int width) {
    return averagePoolWithPadding(kernel, kernel, stride, stride, channels, height, width);
  }

  public static Pool averagePoolWithPadding(int kernelY, int kernelX, int strideY, int strideX, int channels,
      int height,
      int width) {
    return pool(Pool.Kind.AVERAGE_WITH_PADDING, Window.of(kernelY, kernelX, strideY, strideX), channels, height, width);
  }

  /** The average of each whole plane. */
  public static Pool globalAverage(int channels, int height, int width) {
    return averagePool(height, width, 1, 1, channels, height, width);
  }

  private static Pool pool(Pool.Kind kind, Window window, int channels, int height, int width) {
    return new Pool(kind, window, channels, height, width, window.countY(height), window.countX(width));
  }

  /** A function of floats; loops are added with {@code over} and {@code images}. */
  public static Pointwise pointwise(Function function) {
    return pointwise(function, Number.F32);
  }

  public static Pointwise pointwise(Function function, Number number) {
    return new Pointwise(function, number, List.of(), Epilogue.NONE);
  }

  /**
   * Functions in one walk over {@code reads} operands; they are added with {@code then}, loops with {@code over} and
   * {@code images}.
   */
  public static Chain chain(int reads) {
    return new Chain(reads, List.of(), List.of());
  }

  /** Elements as another kind of number; loops are added with {@code over} and {@code images}. */
  public static Cast cast(Number from, Number to) {
    return new Cast(from, to, List.of());
  }

  /** A softmax along {@code along}; the other loops are added with {@code over} and {@code images}. */
  public static Softmax softmax(Axis along) {
    return new Softmax(List.of(), along);
  }

  /** Normalises each of {@code channels} by its own statistics; the reduced loops are added with {@code over}. */
  public static Normalise normalise(float epsilon, Axis channels) {
    return new Normalise(channels, List.of(), epsilon, Epilogue.NONE);
  }

  /** Elements along {@code along} become one; the axes that are kept are added with {@code over} and {@code images}. */
  public static Reduce reduce(Fold fold, Number number, Axis... along) {
    return new Reduce(fold, number, List.of(), List.of(along));
  }

  /** Where the first of the greatest elements is; the other loops are added with {@code over} and {@code images}. */
  public static Extreme firstGreatest(Number number, Axis along) {
    return new Extreme(true, false, number, List.of(), along);
  }

  /** Where the last of the greatest elements is. */
  public static Extreme lastGreatest(Number number, Axis along) {
    return new Extreme(true, true, number, List.of(), along);
  }

  /** Where the first of the least elements is. */
  public static Extreme firstLeast(Number number, Axis along) {
    return new Extreme(false, false, number, List.of(), along);
  }

  /** Where the last of the least elements is. */
  public static Extreme lastLeast(Number number, Axis along) {
    return new Extreme(false, true, number, List.of(), along);
  }

  /** Where the {@code count} greatest elements are; the other loops are added with {@code over} and {@code images}. */
  public static Top greatest(Number number, Axis along, Extent count) {
    return new Top(true, number, List.of(), along, count);
  }

  /** Where the {@code count} least elements are. */
  public static Top least(Number number, Axis along, Extent count) {
    return new Top(false, number, List.of(), along, count);
  }

  /** Running results; the other loops are added with {@code over} and {@code images}. */
  public static Scan scan(Fold fold, Number number, Axis along) {
    return new Scan(fold, false, false, number, List.of(), along);
  }

  /** Elements at computed places; loops are added with {@code over} and {@code images}. */
  public static Gather gather(Extent step, Axis... places) {
    return new Gather(List.of(), List.of(places), step);
  }

  /** Updates at computed places; loops are added with {@code over}, {@code images} and {@code inOrder}. */
  public static Scatter scatter(Meeting meeting, Number number, Extent step, Axis... places) {
    return new Scatter(meeting, number, List.of(), List.of(), List.of(places), step);
  }

  /** A strided copy; loops are added with {@code over} and {@code images}. */
  public static Move copy() {
    return new Move(Move.Kind.COPY, List.of(), Extent.NONE, Extent.NONE, 0);
  }

  /** Writes {@code value} everywhere the loops reach. */
  public static Move fill(float value) {
    return new Move(Move.Kind.FILL, List.of(), Extent.NONE, Extent.NONE, value);
  }

  /** Gives a slot's halo its fill again. */
  public static Move halo() {
    return new Move(Move.Kind.HALO, List.of(), Extent.NONE, Extent.NONE, 0);
  }
}
