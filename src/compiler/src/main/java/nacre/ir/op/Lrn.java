package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Operand;
import nacre.ir.Shape;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;

/**
 * Local response normalisation, Krizhevsky et al. (2012): {@code y_c = x_c / (bias + alpha / size * sum of x_k^2)^beta},
 * the sum over {@code size} channels around {@code c}, those beyond the border being 0. Of an even {@code size}, one more
 * lies after {@code c} than before, as in ONNX.
 *
 * @param size how many channels are summed
 * @param axis where the channels are
 */
public record Lrn(int size, double alpha, double beta, double bias, int axis) implements Op, Decomposes, TracksAxes {
  static final OpSpec SPEC = OpSpec
      .of("lrn", Lrn.class, "local response normalisation: divided by a power of the squares of channels nearby")
      .input("x", "[batch, ...], channels on `axis`")
      .attribute("size", SettingKind.POSITIVE, "how many channels are summed")
      .attribute("alpha", SettingKind.REAL, Attr.of(1e-4), "factor of the mean of squares")
      .attribute("beta", SettingKind.REAL, Attr.of(0.75), "the power")
      .attribute("bias", SettingKind.REAL, Attr.of(1.0), "summand under the power")
      .attribute("axis", SettingKind.AXIS, SettingKind.CHANNELS, "where the channels are")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(0);
    ChannelParams.checkPixels(x, axis);
    return List.of(x);
  }

  private int before() {
    return (size - 1) / 2;
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    int channels = x.dim(axis);
    int inner = Tensor.strides(x.shape())[axis];
    return List.of(Tensor.reals(x.dtype(), x.shape(), i -> {
      int own = i / inner % channels;
      double sum = 0;
      for (int c = Math.max(0, own - before()); c < Math.min(channels, own - before() + size); c++) {
        double other = x.real(i + (c - own) * inner);
        sum += other * other;
      }
      return x.real(i) / Math.pow(bias + alpha / size * sum, beta);
    }));
  }

  /** The mean of squares is an average pooling that slides over the channels, zeros counted. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula f = new Formula(sink);
    TensorType type = site.tensor(0);
    Operand x = operands.getFirst();
    Operand squares = f.reshaped(f.times(x, x), List.of(type.dim(0),
        Shape.of(type.dims().subList(1, axis)).elements(), type.dim(axis),
        Shape.of(type.dims().subList(axis + 1, type.rank())).elements()));
    List<Integer> ones = List.of(1, 1);
    Padding zeros = new Padding.Explicit(List.of(before(), 0), List.of(size - 1 - before(), 0));
    Operand means = f.of(new AveragePool2d(List.of(size, 1), ones, zeros, ones, false, 1, true), squares);
    Operand base = f.plus(f.times(f.reshaped(means, type.dims()), alpha), bias);
    return List.of(f.over(x, f.of(new Pow(), base, f.number(type.dtype(), beta))));
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
