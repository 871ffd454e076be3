package nacre.kernels.call;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A matrix product {@code out[r, c] = epilogue(init + sum over d of left[r, d] * right[d, c])}, repeated along batch axes.
 *
 * <p>Strides say where each matrix lies, so a transposed or sliced operand costs nothing here. The right operand is either
 * a packed constant, whose strides are those of the stored tensor, or a slot. A residual lies like the output.
 *
 * @param batch loops around the product, outermost first; strides of output, left, right. Empty with a packed constant
 * @param rows strides of output and left
 * @param columns strides of output and right
 * @param depth strides of left and right
 * @param epilogue what accumulators start from (the bias has one element per column) and what finished elements go through
 */
public record Gemm(List<Axis> batch, Axis rows, Axis columns, Axis depth, Epilogue epilogue) implements Call {

  public Gemm {
    batch = List.copyOf(batch);
    Axis.require(batch, 3, "a product's batch");
    Axis.require(List.of(rows, columns, depth), 2, "a product");
  }

  /** Repeats the product {@code extent} times; strides of output, left and right. */
  public Gemm over(int extent, int... strides) {
    return over(Axis.of(extent, strides));
  }

  /** Repeats the product for each image; strides of output, left and right. */
  public Gemm images(int... strides) {
    return over(Axis.images(strides));
  }

  public Gemm over(Extent extent, Extent... strides) {
    return over(Axis.of(extent, strides));
  }

  private Gemm over(Axis axis) {
    return new Gemm(Axis.append(batch, axis), rows, columns, depth, epilogue);
  }

  public Gemm rows(Axis newRows) {
    return new Gemm(batch, newRows, columns, depth, epilogue);
  }

  public Gemm epilogue(Epilogue newEpilogue) {
    return new Gemm(batch, rows, columns, depth, newEpilogue);
  }

  public Gemm noBias() {
    return epilogue(epilogue.init(epilogue.init().withoutBias()));
  }

  /** Adds a residual of the output's shape before the clamp and curve. */
  public Gemm add() {
    return epilogue(epilogue.init(epilogue.init().withResidual()));
  }

  public Gemm relu() {
    return clamp(0, Float.POSITIVE_INFINITY);
  }

  public Gemm clamp(float low, float high) {
    return epilogue(epilogue.clamp(low, high));
  }

  public Gemm curve(Curve curve) {
    return epilogue(epilogue.curve(curve));
  }

  public Gemm leaky(float slope) {
    return epilogue(epilogue.leaky(slope));
  }

  public Gemm elu(float slope) {
    return epilogue(epilogue.elu(slope));
  }

  @Override
  public String toJava() {
    int in = depth.extent().fixed();
    int out = columns.extent().fixed();
    Gemm dense = Calls.dense(in, out);
    boolean isDense = dense.rows(rows).epilogue(epilogue).equals(this);
    if (isDense) {
      String place = rows.equals(dense.rows) ? "" : ".rows(" + rows.toArgument() + ")";
      return "dense(" + in + ", " + out + ")" + place + epilogue.toJava(Init.BIAS);
    }
    return "product(" + rows.toArgument() + ", " + columns.toArgument() + ", " + depth.toArgument() + ")"
        + batch.stream().map(Axis::toJava).collect(Collectors.joining())
        + (epilogue.init().hasBias() ? ".epilogue(Epilogue.BIAS)" : "") + epilogue.toJava(epilogue.init());
  }
}
