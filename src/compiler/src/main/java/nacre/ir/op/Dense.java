package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Dim;
import nacre.ir.Init;
import nacre.ir.Operand;
import nacre.ir.Phase;
import nacre.ir.Role;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/** {@code y[..., o] = sum over i of weight[o, i] * x[..., i] + bias[o]}: on the last axis in every layout. */
public record Dense() implements Op, AbsorbsOutputAffine, TracksAxes, PreservesShift {
  public static final int X = 0;
  public static final int WEIGHT = 1;
  public static final int BIAS = 2;

  static final OpSpec SPEC = OpSpec
      .of("dense", Dense.class, "fully connected layer: every result is a weighted sum over the last axis")
      .input("x", "[..., features]")
      .size("units", SettingKind.POSITIVE, "weight", List.of(0), "extent of the result's last axis")
      .param("weight", Role.WEIGHT, new Init.GlorotUniform(), Dense::weightShape, "[units, features]")
      .param("bias", Role.BIAS, Init.ZEROS, "bias", settings -> List.of(settings.dim("units")), "[units]")
      .build();

  private static List<Dim> weightShape(Settings settings) {
    TensorType x = settings.input(0);
    if (x.rank() == 0) {
      throw new TypeError("`dense`: found " + x + ", required a tensor with a last axis");
    }
    return List.of(settings.dim("units"), x.dims().getLast());
  }

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(X);
    TensorType weight = context.tensor(WEIGHT, 2, "weights [units, features]");
    if (!x.dtype().isReal() || x.rank() == 0) {
      throw new TypeError("found " + x + ", required reals [..., " + weight.dim(1) + "]");
    }
    ChannelParams.checkDType(context, WEIGHT, SPEC);
    if (!x.dims().getLast().provablyEquals(weight.dim(1))) {
      throw new TypeError("found " + x + ", required a last axis of " + weight.dim(1) + " for weights " + weight);
    }
    ChannelParams.check(context, BIAS, weight.dim(0), SPEC);
    return List.of(x.withDims(Extents.with(x.dims(), x.rank() - 1, weight.dim(0))));
  }

  @Override
  public Dim macs(Site site) {
    return site.result(0).shape().elements().times(site.tensor(WEIGHT).dim(1));
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Dense());
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    double[] x = evaluation.tensor(X).toReals();
    double[] weight = evaluation.tensor(WEIGHT).toReals();
    int units = evaluation.tensor(WEIGHT).dim(0);
    int features = evaluation.tensor(WEIGHT).dim(1);
    return List.of(Tensor.reals(evaluation.tensor(X).dtype(), evaluation.resultShape(0), i -> {
      int row = i / units * features;
      int unit = i % units;
      double sum = evaluation.has(BIAS) ? evaluation.tensor(BIAS).real(unit) : 0;
      for (int k = 0; k < features; k++) {
        sum += weight[unit * features + k] * x[row + k];
      }
      return sum;
    }));
  }

  @Override
  public int affineAxis(Site site) {
    return site.result(0).rank() - 1;
  }

  /** {@code s_o * (sum W_oi x_i + b_o) + t_o = sum (s_o W_oi) x_i + (s_o b_o + t_o)}. */
  @Override
  public List<Operand> absorb(NodeSink sink, List<Operand> operands, Site site, Operand scale, Operand shift) {
    Operand rows = sink.add(new Reshape(List.of(site.tensor(WEIGHT).dim(0), Dim.ONE)), List.of(scale));
    return List.of(operands.get(X), sink.add(new Mul(), List.of(operands.get(WEIGHT), rows)),
        ChannelParams.affine(sink, operands.get(BIAS), scale, shift));
  }

  /** The last axis of the operand is summed over; rows of weights and the bias are the result's last axis. */
  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    if (operand == X) {
      return from < site.tensor(X).rank() - 1 ? OptionalInt.of(from) : OptionalInt.empty();
    }
    return from == 0 ? OptionalInt.of(affineAxis(site)) : OptionalInt.empty();
  }

  /** A constant in the bias arrives unchanged; one in the input does not. */
  @Override
  public boolean preservesShift(Site site, int operand, int from, Phase phase) {
    return operand == BIAS;
  }
}
