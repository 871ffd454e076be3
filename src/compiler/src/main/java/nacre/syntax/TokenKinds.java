package nacre.syntax;

/** What kinds of tokens have in common. */
final class TokenKinds {
  private TokenKinds() {}

  static boolean opens(int type) {
    return type == NacreLexer.LP || type == NacreLexer.LB || type == NacreLexer.LC;
  }

  static boolean closes(int type) {
    return type == NacreLexer.RP || type == NacreLexer.RB || type == NacreLexer.RC;
  }

  /** The bracket that closes what {@code opener} opens. */
  static int closer(int opener) {
    return switch (opener) {
      case NacreLexer.LP -> NacreLexer.RP;
      case NacreLexer.LB -> NacreLexer.RB;
      case NacreLexer.LC -> NacreLexer.RC;
      default -> throw new IllegalArgumentException("no bracket: " + opener);
    };
  }

  /** A token as written, where it is always written the same. */
  static String text(int type) {
    String literal = NacreLexer.VOCABULARY.getLiteralName(type);
    return literal == null ? NacreLexer.VOCABULARY.getDisplayName(type) : literal.substring(1, literal.length() - 1);
  }

  /** Operators between two values; the pipe is none. */
  static boolean isOperator(int type) {
    return switch (type) {
      case NacreLexer.POW, NacreLexer.FLOOR, NacreLexer.EQ, NacreLexer.NE, NacreLexer.LE, NacreLexer.GE, NacreLexer.LT,
          NacreLexer.GT, NacreLexer.PLUS, NacreLexer.MINUS, NacreLexer.STAR, NacreLexer.SLASH, NacreLexer.PERCENT,
          NacreLexer.AND, NacreLexer.OR -> true;
      default -> false;
    };
  }

  static boolean isLiteral(int type) {
    return switch (type) {
      case NacreLexer.INT, NacreLexer.FLOAT, NacreLexer.STRING, NacreLexer.TRUE, NacreLexer.FALSE, NacreLexer.NONE ->
          true;
      default -> false;
    };
  }

  /** What can be a name: identifiers, and words that mean something only where a statement starts. */
  static boolean isName(int type) {
    return switch (type) {
      case NacreLexer.ID, NacreLexer.NACRE, NacreLexer.BLOCK, NacreLexer.MODEL, NacreLexer.INPUT, NacreLexer.OUTPUT,
          NacreLexer.LAYER, NacreLexer.PARAM, NacreLexer.WEIGHTS, NacreLexer.TRAINING -> true;
      default -> false;
    };
  }

  /** Words that can never be a name. */
  static boolean isReserved(int type) {
    return switch (type) {
      case NacreLexer.USE, NacreLexer.ASSERT, NacreLexer.FOR, NacreLexer.IN, NacreLexer.REPEAT, NacreLexer.AS,
          NacreLexer.IF, NacreLexer.ELSE, NacreLexer.AND, NacreLexer.OR, NacreLexer.NOT, NacreLexer.TRUE,
          NacreLexer.FALSE, NacreLexer.NONE -> true;
      default -> false;
    };
  }

  /** Whether a value may end with it. */
  static boolean endsOperand(int type) {
    return isName(type) || isLiteral(type) || closes(type);
  }

  /** Whether a value may start with it. */
  static boolean startsOperand(int type) {
    return isName(type) || isLiteral(type) || type == NacreLexer.LP || type == NacreLexer.LB || type == NacreLexer.IF
        || type == NacreLexer.NOT || type == NacreLexer.MINUS;
  }
}
