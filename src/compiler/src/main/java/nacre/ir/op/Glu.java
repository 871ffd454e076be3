package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * A gated linear unit, Dauphin et al. (2017): {@code a * sigmoid(b)}, where {@code a} is the first half of the operand
 * along an axis and {@code b} the second (PyTorch {@code GLU}).
 *
 * @param axis the axis that is halved
 */
public record Glu(int axis) implements Op, TracksAxes, Decomposes {
  static final OpSpec SPEC = OpSpec
      .of("glu", Glu.class, "`a * sigmoid(b)` of the two halves of `x` along an axis")
      .input("x", "any tensor of reals, of even extent on `axis`")
      .attribute("axis", SettingKind.AXIS, Attr.of(-1), "the axis that is halved")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(0);
    ChannelParams.checkAxis(x, axis);
    Dim half = Extents.quotient(x.dim(axis), Dim.of(2)).orElseThrow(() -> TypeError.at("axis",
        "`axis`: found " + axis + " for " + x + ", required an axis of even extent, not " + x.dim(axis)));
    return List.of(x.withDims(Extents.with(x.dims(), axis, half)));
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    int half = x.dim(axis) / 2 * Tensor.strides(x.shape())[axis];
    return List.of(Tensor.reals(x.dtype(), evaluation.resultShape(0), i -> {
      int a = i / half * 2 * half + i % half;
      return x.real(a) * Sigmoid.logistic(x.real(a + half));
    }));
  }

  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula f = new Formula(sink);
    Site pieces = new Site(site.operands(), List.of(site.result(0), site.result(0)));
    List<Operand> halves = new Split(2, List.of(), axis).decompose(sink, operands, pieces);
    return List.of(f.times(halves.getFirst(), f.of(new Sigmoid(), halves.getLast())));
  }

  /** The axis that is halved holds other indices. */
  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return from == axis ? OptionalInt.empty() : OptionalInt.of(from);
  }
}
