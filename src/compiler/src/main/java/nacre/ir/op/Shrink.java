package nacre.ir.op;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.DType;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * {@code x + bias} below {@code -lambda}, {@code x - bias} above {@code lambda}, 0 between them (ONNX {@code Shrink},
 * version 9): the hard shrinkage of Donoho & Johnstone (1994) where the bias is 0, the soft one where it is lambda. Whole
 * numbers wrap around.
 *
 * @param lambda how far from 0 elements become 0, not negative
 * @param bias   by how much the others come nearer to 0
 */
public record Shrink(double lambda, double bias) implements Op, Activation, TracksAxes, Decomposes, Sensitive {
  static final OpSpec SPEC = OpSpec
      .of("shrink", Shrink.class, "`x + bias` where `x < -lambda`, `x - bias` where `x > lambda`, else 0")
      .input("x", "any tensor of numbers")
      .attribute("lambda", SettingKind.REAL, Attr.of(0.5), "how far from 0 elements become 0")
      .attribute("bias", SettingKind.REAL, Attr.of(0.0), "by how much the others come nearer to 0")
      .alias("hard_shrink", Map.of("bias", Attr.of(0.0)))
      .build();

  public Shrink {
    if (!(lambda >= 0)) {
      throw TypeError.at("lambda", "`lambda`: found " + lambda + ", required a number from 0 on");
    }
  }

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    List<Type> types = Elementwise.inferNumbers(context);
    Indexing.checkWhole("bias", bias, context.tensor(0).dtype());
    return types;
  }

  @Override
  public double apply(double x) {
    return x < -lambda ? x + bias : x > lambda ? x - bias : 0;
  }

  private long apply(long x) {
    long most = (long) lambda;
    return x < -most ? x + (long) bias : x > most ? x - (long) bias : 0;
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return Elementwise.evaluateNumbers(evaluation, this::apply, this::apply);
  }

  /** {@code where(x < -lambda, x + bias, where(lambda < x, x - bias, 0))}. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula f = new Formula(sink);
    Operand x = operands.getFirst();
    DType dtype = site.tensor(0).dtype();
    Operand amount = f.number(dtype, dtype.isReal() ? bias : dtype.wrapped((long) bias));
    Operand low = f.number(dtype, dtype.isReal() ? -lambda : Math.max(dtype.least(), -(long) lambda));
    Operand high = f.number(dtype, dtype.isReal() ? lambda : Math.min(dtype.greatest(), (long) lambda));
    Operand above = f.of(new Where(), f.of(new Less(), high, x), nearer(f, new Sub(), x, amount), f.number(dtype, 0));
    return List.of(f.of(new Where(), f.of(new Less(), x, low), nearer(f, new Add(), x, amount), above));
  }

  private Operand nearer(Formula f, Op by, Operand x, Operand amount) {
    return bias == 0 ? x : f.of(by, x, amount);
  }

  /** It jumps at lambda, unless the bias closes the gap. */
  @Override
  public Optional<Calm> calm(int operand) {
    return bias == lambda ? Optional.of(Calm.EVERYWHERE) : Optional.empty();
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }
}
