package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;

/**
 * The sum of the elements up to each one along an axis. Whole numbers wrap around.
 *
 * @param axis      the axis along which sums run
 * @param exclusive whether the element itself is left out
 * @param reverse   from the last element to the first
 */
public record CumSum(int axis, boolean exclusive, boolean reverse) implements Op, TracksAxes {
  static final OpSpec SPEC = OpSpec.of("cumsum", CumSum.class, "the sum of the elements up to each one along an axis")
      .input("x", "any tensor of numbers")
      .attribute("axis", SettingKind.AXIS, "the axis along which sums run")
      .attribute("exclusive", SettingKind.BOOL, Attr.of(false), "whether the element itself is left out")
      .attribute("reverse", SettingKind.BOOL, Attr.of(false), "from the last element to the first")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(0);
    ChannelParams.checkAxisExists(x, axis);
    return Elementwise.inferNumbers(context);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    int extent = x.dim(axis);
    int inner = Tensor.strides(x.shape())[axis];
    double[] reals = new double[x.dtype().isReal() ? x.elements() : 0];
    long[] integers = new long[x.dtype().isReal() ? 0 : x.elements()];
    for (int row = 0; row < x.elements() / Math.max(extent, 1); row++) {
      int first = row / inner * inner * extent + row % inner;
      double sum = 0;
      long whole = 0;
      for (int k = 0; k < extent; k++) {
        int at = first + (reverse ? extent - 1 - k : k) * inner;
        if (x.dtype().isReal()) {
          double next = sum + x.real(at);
          reals[at] = exclusive ? sum : next;
          sum = next;
        } else {
          long next = x.dtype().wrapped(whole + x.integer(at));
          integers[at] = exclusive ? whole : next;
          whole = next;
        }
      }
    }
    return List.of(x.dtype().isReal() ? Tensor.ofReals(x.dtype(), x.shape(), reals)
        : Tensor.ofIntegers(x.dtype(), x.shape(), integers));
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Scan(Candidate.Reduction.Kind.SUM, axis, exclusive, reverse));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return OptionalInt.of(from);
  }

  @Override
  public boolean mixes(Site site, int operand, int from) {
    return from == axis;
  }
}
