package nacre.lint.rules;

import nacre.ir.op.Activation;
import nacre.ir.op.Op;
import nacre.ir.op.PRelu;

/** What counts as the activation of a layer: an elementwise function that is not linear, trained slopes or not. */
final class Nonlinearity {
  private Nonlinearity() {}

  static boolean is(Op op) {
    return op instanceof Activation || op instanceof PRelu;
  }
}
