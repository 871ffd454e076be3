package nacre.ir.op;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import nacre.ir.Attr;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * Numbers from one on, in equal steps, up to a limit that is not reached.
 *
 * @param limit what is not reached
 * @param start the first number
 * @param step  from one to the next
 * @param dtype element type of the result
 */
public record Arange(double limit, double start, double step, DType dtype) implements Op, Decomposes {
  private static final double MOST = 1 << 24;

  static final OpSpec SPEC = OpSpec.of("arange", Arange.class, "numbers in equal steps, up to a limit")
      .attribute("limit", SettingKind.REAL, "what is not reached any more")
      .attribute("start", SettingKind.REAL, Attr.of(0.0), "the first number")
      .attribute("step", SettingKind.REAL, Attr.of(1.0), "from one number to the next")
      .attribute("dtype", SettingKind.words(DType.class), new Attr.Word("i64"), "element type of the result")
      .build();

  public Arange {
    if (step == 0 || !Double.isFinite(step)) {
      throw TypeError.at("step", "`step`: found " + step + ", required a number other than 0");
    }
    double count = Math.ceil((limit - start) / step);
    if (!(count <= MOST)) {
      throw TypeError.at("limit", "`limit`: found " + limit + ", from " + start + " in steps of " + step
          + " more than " + (long) MOST + " numbers");
    }
    Indexing.checkWhole("start", start, dtype);
    Indexing.checkWhole("step", step, dtype);
  }

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  private int count() {
    return (int) Math.max(0, Math.ceil((limit - start) / step));
  }

  @Override
  public List<Type> infer(InferContext context) {
    return List.of(TensorType.of(dtype, count()));
  }

  @Override
  public Optional<List<Dim>> contents(InferContext context) {
    boolean extents =
        !dtype.isReal() && count() <= Constant.MOST_CONTENTS && start >= 0 && start + step * count() >= -1;
    return extents
        ? Optional.of(LongStream.range(0, count()).<Dim>mapToObj(i -> Dim.of((long) start + i * (long) step)).toList())
        : Optional.empty();
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return List.of(numbers());
  }

  private Tensor numbers() {
    int[] shape = {count()};
    return dtype.isReal()
        ? Tensor.reals(dtype, shape, i -> start + i * step)
        : Tensor.integers(dtype, shape, i -> dtype.wrapped((long) start + i * (long) step));
  }

  /** They are known. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    return List.of(sink.add(new Constant(numbers()), List.of()));
  }
}
