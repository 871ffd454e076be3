package nacre.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * Decides which line ends end a statement, and knows to which statement a token belongs.
 *
 * <p>A line end inside {@code ( )} or {@code [ ]}, before {@code ->} or {@code else} ends nothing and is hidden.
 * Brackets match here.
 */
final class Lines {
  private final int[] depths;
  private final int[] statements;
  private final Set<Token> lonelyBraces = new LinkedHashSet<>();

  private Lines(int size) {
    depths = new int[size];
    statements = new int[size];
  }

  /** Hides line ends, and numbers the tokens. */
  static Lines of(List<CommonToken> tokens) {
    Lines lines = new Lines(tokens.size());
    Token[] following = nextVisible(tokens);
    Deque<Integer> openers = new ArrayDeque<>();
    Deque<Integer> outer = new ArrayDeque<>();
    int statement = 0;
    int last = 0;
    for (int i = 0; i < tokens.size(); i++) {
      CommonToken token = tokens.get(i);
      token.setTokenIndex(i);
      int type = token.getType();
      boolean visible = token.getChannel() == Token.DEFAULT_CHANNEL;
      if (type == NacreLexer.NL) {
        boolean grouped = !openers.isEmpty() && openers.element() != NacreLexer.LC;
        visible = !grouped && !lines.goesOnWith(following[i]);
        token.setChannel(visible ? Token.DEFAULT_CHANNEL : Token.HIDDEN_CHANNEL);
        statement = visible ? ++last : statement;
      } else if (visible && TokenKinds.closes(type)) {
        boolean brace = openers.pop() == NacreLexer.LC;
        statement = brace ? outer.pop() : statement;
      }
      lines.depths[i] = openers.size();
      lines.statements[i] = statement;
      if (visible && TokenKinds.opens(type)) {
        openers.push(type);
        if (type == NacreLexer.LC) {
          outer.push(statement);
          statement = ++last;
        }
      }
    }
    return lines;
  }

  /** How many brackets are open around the token; a bracket itself is outside. */
  int depth(Token token) {
    return depths[token.getTokenIndex()];
  }

  /** A number that the tokens of one statement share, without those of the bodies in it. */
  int statement(Token token) {
    return statements[token.getTokenIndex()];
  }

  /** The <code>{</code> that start a line: an error, but it is clear what they belong to. */
  Set<Token> lonelyBraces() {
    return lonelyBraces;
  }

  /** Of each token, the next one that is visible and no line end; itself for the last one. */
  private static Token[] nextVisible(List<CommonToken> tokens) {
    Token[] following = new Token[tokens.size()];
    Token next = tokens.getLast();
    for (int i = tokens.size() - 1; i >= 0; i--) {
      CommonToken token = tokens.get(i);
      following[i] = next;
      if (token.getChannel() == Token.DEFAULT_CHANNEL && token.getType() != NacreLexer.NL) {
        next = token;
      }
    }
    return following;
  }

  /** Whether a line end before {@code next} ends nothing. */
  private boolean goesOnWith(Token next) {
    if (next.getType() == NacreLexer.LC) {
      lonelyBraces.add(next);
    }
    return next.getType() == NacreLexer.ARROW || next.getType() == NacreLexer.ELSE || next.getType() == NacreLexer.LC;
  }
}
