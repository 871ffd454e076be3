package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.DType;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * {@code round(x / scale) + zero_point}, kept within the range of a type of few bits; half-way cases to the even
 * number. The quotient is rounded as compiled code keeps it, so that all who compute it find the same half-way cases.
 *
 * @param axis  the axis with its own scales, where there are several
 * @param dtype element type of the result
 */
public record QuantizeLinear(int axis, DType dtype) implements Op, TracksAxes, Decomposes {
  static final OpSpec SPEC = OpSpec
      .of("quantize_linear", QuantizeLinear.class, "`round(x / scale) + zero_point` as whole numbers of few bits")
      .input("x", "any tensor of reals")
      .input("scale", "[] or one per index of `axis`")
      .optionalInput("zero_point", "like the scale, of `dtype`; 0 where nothing is said")
      .attribute("axis", SettingKind.AXIS, SettingKind.CHANNELS, "the axis with its own scales")
      .attribute("dtype", new SettingKind.Word(List.of("u8", "i8", "u16", "i16")), new Attr.Word("u8"),
          "element type of the result")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(Quantization.X);
    Quantization.check(context, axis, dtype);
    if (x.dtype() != context.tensor(Quantization.SCALE).dtype()) {
      throw TypeError.at("x", "`x`: found " + x + ", required reals of the element type of the scale, "
          + context.tensor(Quantization.SCALE).dtype());
    }
    return List.of(new TensorType(dtype, x.shape()));
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(Quantization.X);
    Tensor scale = evaluation.tensor(Quantization.SCALE);
    return List.of(Tensor.integers(dtype, x.shape(), i -> {
      int at = Quantization.index(x, scale, axis, i);
      long zero = evaluation.has(Quantization.ZERO_POINT) ? evaluation.tensor(Quantization.ZERO_POINT).integer(at) : 0;
      double level = Math.rint(x.dtype().kept(x.real(i) / scale.real(at))) + zero;
      return (long) Math.min(Math.max(level, (double) dtype.least()), (double) dtype.greatest());
    }));
  }

  /** {@code cast(clip(round(x / scale) + zero_point, least, greatest))}. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula formula = new Formula(sink);
    int rank = site.result(0).rank();
    DType real = site.tensor(Quantization.X).dtype();
    Operand scale = Quantization.along(formula, operands.get(Quantization.SCALE), rank, axis);
    Operand level = formula.of(new Round(), formula.over(operands.get(Quantization.X), scale));
    if (site.has(Quantization.ZERO_POINT)) {
      Operand zero = Quantization.along(formula, operands.get(Quantization.ZERO_POINT), rank, axis);
      level = formula.plus(level, formula.cast(zero, real));
    }
    Operand kept = formula.of(new Clip((double) dtype.least(), (double) dtype.greatest()), level);
    return List.of(formula.cast(kept, dtype));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return operand == Quantization.X ? OptionalInt.of(from) : OptionalInt.of(axis);
  }
}
