package nacre.ir.op;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * {@code min(max(x, low), high)}, element by element.
 *
 * @param low  the least result; may be minus infinity
 * @param high the greatest, not below {@code low}; may be infinity
 */
public record Clip(double low, double high) implements Op, Activation, TracksAxes {
  static final OpSpec SPEC = OpSpec.of("clip", Clip.class, "`x`, but at least `low` and at most `high`")
      .input("x", "any tensor of reals")
      .attribute("low", SettingKind.REAL, "the least result")
      .attribute("high", SettingKind.REAL, "the greatest result")
      .alias("hard_tanh", Map.of("low", Attr.of(-1.0), "high", Attr.of(1.0)))
      .alias("relu6", Map.of("low", Attr.of(0.0), "high", Attr.of(6.0)))
      .build();

  public Clip {
    if (!(low <= high)) {
      throw TypeError.at("high", "`high`: found " + high + ", required at least `low`, which is " + low);
    }
  }

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    return Elementwise.inferUnary(context);
  }

  @Override
  public double apply(double x) {
    return Math.min(Math.max(x, low), high);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return Elementwise.evaluateUnary(evaluation, this::apply);
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Elementwise(Candidate.Elementwise.Function.CLIP, low, high));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }
}
