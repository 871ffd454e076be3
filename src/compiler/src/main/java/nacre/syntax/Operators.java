package nacre.syntax;

import nacre.syntax.Expr.BinaryOp;
import nacre.syntax.Expr.UnaryOp;
import org.antlr.v4.runtime.Token;

/** The operators that tokens stand for. */
final class Operators {
  private Operators() {}

  static UnaryOp unary(Token token) {
    return token.getType() == NacreLexer.NOT ? UnaryOp.NOT : UnaryOp.NEGATE;
  }

  static BinaryOp binary(Token token) {
    for (BinaryOp op : BinaryOp.values()) {
      if (op.text().equals(token.getText())) {
        return op;
      }
    }
    throw new IllegalArgumentException("no operator: " + token.getText());
  }
}
