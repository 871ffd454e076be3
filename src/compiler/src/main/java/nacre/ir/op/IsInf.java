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
 * True where an element is infinite.
 *
 * @param detectNegative whether minus infinity counts
 * @param detectPositive whether plus infinity counts
 */
public record IsInf(boolean detectNegative, boolean detectPositive) implements Op, TracksAxes, Decomposes {
  static final OpSpec SPEC = OpSpec.of("is_inf", IsInf.class, "true where `x` is infinite")
      .input("x", "any tensor of reals")
      .attribute("detect_negative", SettingKind.BOOL, Attr.of(true), "whether minus infinity counts")
      .attribute("detect_positive", SettingKind.BOOL, Attr.of(true), "whether plus infinity counts")
      .build();

  public IsInf {
    if (!detectNegative && !detectPositive) {
      throw TypeError.at("detect_positive", "found neither sign, required `detect_negative` or `detect_positive`");
    }
  }

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    Elementwise.inferUnary(context);
    return List.of(new TensorType(DType.BOOL, context.tensor(0).shape()));
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    return List.of(Tensor.integers(DType.BOOL, x.shape(), i -> isInfinite(x.real(i)) ? 1 : 0));
  }

  private boolean isInfinite(double x) {
    return Double.isInfinite(x) && (x > 0 ? detectPositive : detectNegative);
  }

  /** {@code |x| == infinity}, or {@code x} is the infinity of one sign. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula formula = new Formula(sink);
    Operand x = operands.getFirst();
    boolean both = detectNegative && detectPositive;
    double infinity = detectPositive ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    return List.of(formula.of(new Equal(), both ? formula.of(new Abs(), x) : x,
        formula.number(site.tensor(0).dtype(), infinity)));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }
}
