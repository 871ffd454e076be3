package nacre.ir.op;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/**
 * What is left of {@code a} after division by {@code b}, element by element. Of reals by 0 it is no number; of whole
 * numbers by 0 it is 0.
 *
 * @param sign whose sign the result has
 */
public record Mod(Sign sign) implements Op, TracksAxes, Sensitive {
  /** Whose sign the result has. */
  public enum Sign {
    DIVISOR, DIVIDEND
  }

  static final OpSpec SPEC = OpSpec
      .of("mod", Mod.class, "what is left of `a` after division by `b`, stretched by NumPy's rule")
      .input("a", "dividend")
      .input("b", "divisor")
      .attribute("sign", SettingKind.words(Sign.class), new Attr.Word("divisor"),
          "whose sign the result has: `divisor` as in Python, `dividend` as in C")
      .alias("fmod", Map.of("sign", new Attr.Word("dividend")))
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    return Elementwise.inferBinary(context);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return switch (sign) {
      case DIVISOR ->
          Elementwise.evaluateBinary(evaluation, Mod::ofDivisor, (a, b) -> b == 0 ? 0 : Math.floorMod(a, b));
      case DIVIDEND -> Elementwise.evaluateBinary(evaluation, (a, b) -> a % b, (a, b) -> b == 0 ? 0 : a % b);
    };
  }

  private static double ofDivisor(double a, double b) {
    double left = a % b;
    return left != 0 && (left < 0) != (b < 0) ? left + b : left;
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Binary(sign == Sign.DIVISOR
        ? Candidate.Binary.Arithmetic.MODULO
        : Candidate.Binary.Arithmetic.REMAINDER));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }

  @Override
  public Optional<Calm> calm(int operand) {
    return Optional.empty();
  }
}
