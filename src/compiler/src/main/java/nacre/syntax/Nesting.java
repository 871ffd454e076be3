package nacre.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/**
 * Limits how deep a text nests, before anything recurses over it. Brackets nest, and so do operators whose operand may
 * be such an operator again: {@code - - x}, {@code not not x}, {@code 2 ** 2 ** 2}, {@code if if}.
 */
final class Nesting {
  /** How deep brackets and such operators may nest together, and how deep {@link Syntax} records may. */
  static final int LIMIT = 200;

  /** How deep a chain such as {@code a + b + c} makes expressions: each operator holds the ones before it. */
  static final int CHAIN_LIMIT = 500;

  /** Inside one bracket, the operators that still wait for their operand. */
  private static final class Group {
    private final int opener;
    private int tight;
    private int nots;
    private int ifs;

    private Group(int opener) {
      this.opener = opener;
    }

    private int depth() {
      return 1 + tight + nots + ifs;
    }

    private void see(int type, boolean afterOperand) {
      if (type == NacreLexer.POW || type == NacreLexer.MINUS && !afterOperand) {
        tight++;
      } else if (type == NacreLexer.NOT) {
        nots++;
      } else if (type == NacreLexer.IF) {
        ifs++;
      } else if (type == NacreLexer.LC) {
        tight = 0;
        nots = 0;
        ifs = Math.max(0, ifs - 1);
      } else if (TokenKinds.isOperator(type)) {
        tight = 0;
        nots = type == NacreLexer.AND || type == NacreLexer.OR ? 0 : nots;
      } else if (separates(type)) {
        tight = 0;
        nots = 0;
        ifs = 0;
      }
    }

    private boolean separates(int type) {
      return switch (type) {
        case NacreLexer.COMMA, NacreLexer.ARROW, NacreLexer.ASSIGN, NacreLexer.COLON -> true;
        case NacreLexer.NL -> opener == NacreLexer.LC;
        default -> false;
      };
    }
  }

  private final Deque<Group> open = new ArrayDeque<>(List.of(new Group(NacreLexer.LC)));
  private int depth;
  private boolean afterOperand;

  private Nesting() {}

  /** The first token that nests too deep. */
  static Optional<Token> tooDeep(List<? extends Token> tokens) {
    Nesting nesting = new Nesting();
    return tokens.stream().<Token>map(t -> t)
        .filter(t -> t.getChannel() == Token.DEFAULT_CHANNEL && nesting.exceedsAt(t)).findFirst();
  }

  private boolean exceedsAt(Token token) {
    int type = token.getType();
    Group group = open.element();
    int before = group.depth();
    group.see(type, afterOperand);
    depth += group.depth() - before;
    if (TokenKinds.opens(type)) {
      open.push(new Group(type));
      depth++;
    } else if (TokenKinds.closes(type) && open.size() > 1) {
      depth -= open.pop().depth();
    }
    afterOperand = TokenKinds.endsOperand(type);
    return depth > LIMIT;
  }
}
