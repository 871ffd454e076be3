package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.DType;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * {@code (x - zero_point) * scale}: the reals that whole numbers of few bits stand for.
 *
 * @param axis the axis with its own scales, where there are several
 */
public record DequantizeLinear(int axis) implements Op, TracksAxes, Decomposes {
  static final OpSpec SPEC = OpSpec
      .of("dequantize_linear", DequantizeLinear.class, "`(x - zero_point) * scale`, reals of whole numbers")
      .input("x", "any tensor of whole numbers")
      .input("scale", "[] or one per index of `axis`; its element type is the result's")
      .optionalInput("zero_point", "like the scale, of the element type of `x`; 0 where nothing is said")
      .attribute("axis", SettingKind.AXIS, SettingKind.CHANNELS, "the axis with its own scales")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(Quantization.X);
    if (x.dtype().kind() != DType.Kind.INTEGER) {
      throw TypeError.at("x", "`x`: found " + x + ", required whole numbers");
    }
    Quantization.check(context, axis, x.dtype());
    return List.of(new TensorType(context.tensor(Quantization.SCALE).dtype(), x.shape()));
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(Quantization.X);
    Tensor scale = evaluation.tensor(Quantization.SCALE);
    return List.of(Tensor.reals(scale.dtype(), x.shape(), i -> {
      int at = Quantization.index(x, scale, axis, i);
      long zero = evaluation.has(Quantization.ZERO_POINT) ? evaluation.tensor(Quantization.ZERO_POINT).integer(at) : 0;
      return (x.integer(i) - zero) * scale.real(at);
    }));
  }

  /** {@code (cast(x) - cast(zero_point)) * scale}. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula formula = new Formula(sink);
    int rank = site.result(0).rank();
    DType real = site.result(0).dtype();
    Operand level = formula.cast(operands.get(Quantization.X), real);
    if (site.has(Quantization.ZERO_POINT)) {
      Operand zero = Quantization.along(formula, operands.get(Quantization.ZERO_POINT), rank, axis);
      level = formula.minus(level, formula.cast(zero, real));
    }
    return List.of(formula.times(level, Quantization.along(formula, operands.get(Quantization.SCALE), rank, axis)));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return operand == Quantization.X ? OptionalInt.of(from) : OptionalInt.of(axis);
  }
}
