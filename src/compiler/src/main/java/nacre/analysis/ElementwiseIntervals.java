package nacre.analysis;

import nacre.ir.op.Candidate;

/** The images of intervals under functions of one element. */
final class ElementwiseIntervals {
  private static final Interval WITHIN_ONE = new Interval(-1, 1);
  private static final Interval NON_NEGATIVE = new Interval(0, Double.POSITIVE_INFINITY);

  private ElementwiseIntervals() {}

  /** Mish has one minimum, -0.309; below 0 it stays between it and 0. */
  static Interval of(Candidate.Elementwise function, Interval x) {
    return switch (function.function()) {
      case ABS -> magnitude(x);
      case NEG -> x.negated();
      case SIGN -> x.through(Math::signum);
      case EXP -> x.through(Math::exp);
      case LOG -> x.isNonNegative() ? x.through(Math::log) : Interval.ANY;
      case SQRT -> x.isNonNegative() ? x.through(Math::sqrt) : NON_NEGATIVE;
      case RECIPROCAL -> x.isNonNegative() ? NON_NEGATIVE : Interval.ANY;
      case ERF, SIN, COS -> WITHIN_ONE;
      case FLOOR -> x.through(Math::floor);
      case CEIL -> x.through(Math::ceil);
      case ROUND -> x.through(Math::rint);
      case ATAN -> x.through(Math::atan);
      case SINH -> x.through(Math::sinh);
      case COSH -> new Interval(1, Double.POSITIVE_INFINITY);
      case ACOS, ACOSH -> NON_NEGATIVE;
      case ELU -> function.a() >= 0 ? x.through(v -> v >= 0 ? v : function.a() * Math.expm1(v)) : Interval.ANY;
      case SOFTPLUS -> x.through(v -> Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v))));
      case MISH -> x.isNonNegative() ? new Interval(0, x.high()) : new Interval(-0.31, Math.max(x.high(), 0));
      case NOT -> new Interval(0, 1);
      default -> Interval.ANY;
    };
  }

  private static Interval magnitude(Interval x) {
    double high = Math.max(Math.abs(x.low()), Math.abs(x.high()));
    boolean crosses = x.low() < 0 && x.high() > 0;
    return new Interval(crosses ? 0 : Math.min(Math.abs(x.low()), Math.abs(x.high())), high);
  }
}
