package nacre.codegen;

import nacre.ir.op.Candidate;
import nacre.kernels.call.Pointwise;

/** The kernels' functions behind what ops offer. */
final class Functions {
  private Functions() {}

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
