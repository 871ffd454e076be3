package nacre.codegen;

import java.util.Optional;

import nacre.ir.op.Candidate;
import nacre.kernels.call.Pointwise;

/** The kernels' functions behind what ops offer. */
final class Functions {
  private Functions() {}

  /** The function of floats and truth values that a work computes; empty if it computes none, or of other numbers. */
  static Optional<Pointwise.Function> of(Work work) {
    return switch (work.how()) {
      case Candidate.Elementwise elementwise -> Optional.of(of(elementwise));
      case Candidate.Binary(Candidate.Binary.Arithmetic arithmetic) -> Optional.of(of(arithmetic));
      case Candidate.Select _ -> Optional.of(Pointwise.Function.SELECT);
      case Candidate.Cast _ when work.operand(0).dtype().isReal() && work.result().dtype().isReal() ->
          Optional.of(Pointwise.Function.IDENTITY);
      case Candidate.ScaleShift _ -> Optional.of(affine(work));
      case Candidate.ParametricRelu _ -> Optional.of(Pointwise.Function.PRELU);
      default -> Optional.empty();
    };
  }

  private static Pointwise.Function affine(Work work) {
    if (work.has(1)) {
      return work.has(2) ? Pointwise.Function.AFFINE : Pointwise.Function.MUL;
    }
    return work.has(2) ? Pointwise.Function.ADD : Pointwise.Function.IDENTITY;
  }

  /** Functions of one operand are curves behind the identity, but for that of truth values. */
  static Pointwise.Function of(Candidate.Elementwise elementwise) {
    return elementwise.function() == Candidate.Elementwise.Function.NOT
        ? Pointwise.Function.NOT
        : Pointwise.Function.IDENTITY;
  }

  static Pointwise.Function of(Candidate.Binary.Arithmetic arithmetic) {
    return switch (arithmetic) {
      case ADD -> Pointwise.Function.ADD;
      case SUB -> Pointwise.Function.SUB;
      case MUL -> Pointwise.Function.MUL;
      case DIV -> Pointwise.Function.DIV;
      case MIN -> Pointwise.Function.MIN;
      case MAX -> Pointwise.Function.MAX;
      case POW -> Pointwise.Function.POW;
      case MODULO -> Pointwise.Function.MODULO;
      case REMAINDER -> Pointwise.Function.REMAINDER;
      case EQUAL -> Pointwise.Function.EQUAL;
      case LESS -> Pointwise.Function.LESS;
      case LESS_OR_EQUAL -> Pointwise.Function.LESS_OR_EQUAL;
      case AND -> Pointwise.Function.AND;
      case OR -> Pointwise.Function.OR;
      case XOR -> Pointwise.Function.XOR;
    };
  }
}
