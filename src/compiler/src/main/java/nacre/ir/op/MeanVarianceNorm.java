package nacre.ir.op;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleUnaryOperator;

import nacre.ir.Attr;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;

/**
 * Mean 0 and variance 1 over some axes, for each index of the others: {@code (x - mean) / (sqrt(variance) + epsilon)}
 * (ONNX {@code MeanVarianceNormalization}, version 13, whose function body has this epsilon; Caffe's {@code MVN}).
 *
 * @param axes    those that mean and variance are taken over
 * @param epsilon added to the standard deviation, positive
 */
public record MeanVarianceNorm(List<Integer> axes, double epsilon)
    implements Op, Decomposes, TracksAxes, CancelsShift, Sensitive {
  static final OpSpec SPEC = OpSpec
      .of("mean_variance_norm", MeanVarianceNorm.class, "mean 0 and variance 1 over some axes, nothing learned")
      .input("x", "any tensor of reals")
      .attribute("axes", SettingKind.AXES, Attr.ints(List.of(0, 2, 3)), "those that mean and variance are taken over")
      .attribute("epsilon", SettingKind.REAL, Attr.of(1e-9), "added to the standard deviation")
      .build();

  public MeanVarianceNorm {
    axes = List.copyOf(axes);
    Epsilon.require(epsilon);
  }

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  private Reductions reductions() {
    return new Reductions(axes, true);
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(0);
    reductions().inferReals(context);
    return List.of(x);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    Tensor centred = combined(x, means(x, value -> value), (value, mean) -> value - mean);
    Tensor variance = means(centred, value -> value * value);
    return List.of(combined(centred, variance, (value, square) -> value / (Math.sqrt(square) + epsilon)));
  }

  /** What each element and its group's number give. */
  private interface Both {
    double of(double element, double group);
  }

  private Tensor combined(Tensor x, Tensor groups, Both both) {
    int[] strides = reductions().strides(x);
    return Tensor.reals(x.dtype(), x.shape(),
        i -> both.of(x.real(i), groups.real(Elementwise.source(i, x.shape(), strides))));
  }

  /** The mean of a function of the elements, with extent 1 on the axes that it is taken over. */
  private Tensor means(Tensor x, DoubleUnaryOperator function) {
    int[] strides = reductions().strides(x);
    int[] shape = x.shape();
    axes.forEach(axis -> shape[axis] = 1);
    double[] sums = new double[Tensor.elements(shape)];
    for (int i = 0; i < x.elements(); i++) {
      sums[Elementwise.source(i, x.shape(), strides)] += function.applyAsDouble(x.real(i));
    }
    double count = (double) x.elements() / sums.length;
    return Tensor.reals(x.dtype(), shape, i -> sums[i] / count);
  }

  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula f = new Formula(sink);
    Op mean = new ReduceMean(axes, true);
    Operand x = operands.getFirst();
    Operand centred = f.minus(x, f.of(mean, x));
    Operand deviation = f.of(new Sqrt(), f.of(mean, f.times(centred, centred)));
    return List.of(f.over(centred, f.plus(deviation, epsilon)));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return OptionalInt.of(from);
  }

  @Override
  public boolean mixes(Site site, int operand, int from) {
    return axes.contains(from);
  }

  /** The mean moves with what is the same for all that it is taken over. */
  @Override
  public boolean cancelsShift(Site site, int from) {
    return !axes.contains(from);
  }

  /** Where all elements are equal, what rounding leaves of their differences is divided by itself. */
  @Override
  public Optional<Calm> calm(int operand) {
    return Optional.empty();
  }
}
