package nacre.ir;

import java.util.List;
import java.util.Map;

/** A tensor's element type and shape. The layout is no part of it: ops carry their channel axis. */
public record TensorType(DType dtype, Shape shape) implements Type {
  public static TensorType of(DType dtype, List<? extends Dim> dims) {
    return new TensorType(dtype, Shape.of(dims));
  }

  public static TensorType of(DType dtype, long... sizes) {
    return new TensorType(dtype, Shape.of(sizes));
  }

  public boolean isRanked() {
    return shape instanceof Shape.Ranked;
  }

  /** @throws IllegalStateException if the rank is not known; ask {@link #isRanked} first */
  public List<Dim> dims() {
    if (shape instanceof Shape.Ranked(List<Dim> dims)) {
      return dims;
    }
    throw new IllegalStateException("the rank of " + this + " is not known");
  }

  public int rank() {
    return dims().size();
  }

  public Dim dim(int axis) {
    return dims().get(axis);
  }

  public TensorType withDims(List<? extends Dim> dims) {
    return of(dtype, dims);
  }

  public TensorType substitute(Map<String, Long> symbols) {
    return new TensorType(dtype, shape.substitute(symbols));
  }

  @Override
  public String toString() {
    return dtype.text() + shape;
  }
}
