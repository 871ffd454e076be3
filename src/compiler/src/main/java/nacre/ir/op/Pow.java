package nacre.ir.op;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/**
 * {@code a} to the power of {@code b}, element by element; no number where a root of one below 0 would be taken. Of whole
 * numbers what is left after the point is cut off, and 0 to a power below 0 is 0.
 */
public record Pow() implements Op, TracksAxes, Sensitive {
  private static final BigInteger WRAP = BigInteger.TWO.pow(Long.SIZE);

  static final OpSpec SPEC = OpSpec.of("pow", Pow.class, "`a` to the power of `b`, stretched by NumPy's rule")
      .input("a", "base, numbers")
      .input("b", "exponent, of the same element type")
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
    return Elementwise.evaluateBinary(evaluation, Math::pow, Pow::ofIntegers);
  }

  /** Modulo 2^64, as products of whole numbers are. */
  private static long ofIntegers(long base, long exponent) {
    return exponent < 0
        ? Math.abs(base) == 1 ? BigInteger.valueOf(base).pow((int) (exponent & 1)).longValue() : 0
        : BigInteger.valueOf(base).modPow(BigInteger.valueOf(exponent), WRAP).longValue();
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Binary(Candidate.Binary.Arithmetic.POW));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }

  @Override
  public Optional<Calm> calm(int operand) {
    return Optional.of(operand == 0 ? new Calm(0.5, 2) : new Calm(-2, 2));
  }
}
