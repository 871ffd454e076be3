package nacre.syntax;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * Tokens with their comments. A comment belongs to the token before it in the same line, and otherwise to the token
 * after it; so whoever prints every token once prints every comment once.
 */
final class FormatTokens {
  private final List<CommonToken> tokens;
  private final BitSet led = new BitSet();

  FormatTokens(List<CommonToken> tokens) {
    this.tokens = tokens;
  }

  Doc token(TerminalNode node) {
    return token(node.getSymbol(), node.getText());
  }

  /** A token as another text. */
  Doc token(Token token, String text) {
    return Doc.of(above(token), Doc.text(text), beside(token));
  }

  /** A token that is left out, but for its comments. */
  Doc silent(Token token) {
    return Doc.of(above(token), beside(token));
  }

  /** The comments above a token that starts a line, apart from it, so that groups that it starts need not break. */
  Doc lead(Token token) {
    Doc comments = above(token);
    led.set(token.getTokenIndex());
    return comments;
  }

  /** The comments in the lines above a token, each in a line of its own; empty lines between them stay. */
  Doc above(Token token) {
    if (led.get(token.getTokenIndex())) {
      return Doc.EMPTY;
    }
    List<Doc> parts = new ArrayList<>();
    for (Token comment : commentsAbove(token)) {
      if (!parts.isEmpty()) {
        parts.add(hasBlankBefore(comment) ? Doc.BLANK : Doc.HARD);
      }
      parts.add(Doc.text(comment.getText().stripTrailing()));
    }
    if (parts.isEmpty()) {
      return Doc.EMPTY;
    }
    Doc last = token.getType() == Token.EOF ? Doc.EMPTY : hasBlankBefore(token) ? Doc.BLANK : Doc.HARD;
    return Doc.of(Doc.FRESH, Doc.of(parts), last);
  }

  /** The comments above a bracket that closes, as the last lines of what it closes. */
  Doc aboveCloser(Token token) {
    List<Doc> parts = new ArrayList<>();
    for (Token comment : commentsAbove(token)) {
      boolean blank = hasBlankBefore(comment) && (!parts.isEmpty() || !followsOpener(token));
      parts.add(Doc.of(blank ? Doc.BLANK : Doc.FRESH, Doc.text(comment.getText().stripTrailing())));
    }
    return Doc.of(parts);
  }

  /** The comment that ends the line of a token. */
  Doc beside(Token token) {
    for (int i = token.getTokenIndex() + 1; i < tokens.size(); i++) {
      Token next = tokens.get(i);
      if (isComment(next)) {
        return new Doc.Suffix(next.getText().stripTrailing());
      }
      if (next.getType() != NacreLexer.WS) {
        return Doc.EMPTY;
      }
    }
    return Doc.EMPTY;
  }

  boolean hasCommentsAbove(Token token) {
    return !commentsAbove(token).isEmpty();
  }

  boolean hasCommentsBetween(Token opener, Token closer) {
    return tokens.subList(opener.getTokenIndex(), closer.getTokenIndex()).stream().anyMatch(FormatTokens::isComment);
  }

  /** What separates a line from the one before: a line end, and an empty line where the text has some. */
  Doc separator(Token first) {
    return hasBlankBefore(firstOfLine(first)) ? Doc.BLANK : Doc.HARD;
  }

  /** Whether the text has a line end between a token and the token or comment before it. */
  boolean startsLine(Token token) {
    return !commentsAbove(token).isEmpty() || lineEndsBefore(token) > 0;
  }

  private Token firstOfLine(Token token) {
    List<Token> comments = commentsAbove(token);
    return comments.isEmpty() ? token : comments.getFirst();
  }

  private List<Token> commentsAbove(Token token) {
    List<Token> found = new ArrayList<>();
    for (int i = token.getTokenIndex() - 1; i >= 0 && isBlankOrComment(tokens.get(i)); i--) {
      if (isComment(tokens.get(i))) {
        found.addFirst(tokens.get(i));
      }
    }
    if (!found.isEmpty() && isBeside(found.getFirst())) {
      found.removeFirst();
    }
    return found;
  }

  /** Whether a comment stands in the line of a token. */
  private boolean isBeside(Token comment) {
    int before = comment.getTokenIndex() - 1;
    while (before >= 0 && tokens.get(before).getType() == NacreLexer.WS) {
      before--;
    }
    return before >= 0 && !isBlankOrComment(tokens.get(before));
  }

  private boolean followsOpener(Token token) {
    int before = token.getTokenIndex() - 1;
    while (before >= 0 && isBlankOrComment(tokens.get(before))) {
      before--;
    }
    return before >= 0 && TokenKinds.opens(tokens.get(before).getType());
  }

  private boolean hasBlankBefore(Token token) {
    return lineEndsBefore(token) > 1;
  }

  private int lineEndsBefore(Token token) {
    int count = 0;
    for (int i = token.getTokenIndex() - 1; i >= 0; i--) {
      int type = tokens.get(i).getType();
      if (type == NacreLexer.NL) {
        count++;
      } else if (type != NacreLexer.WS) {
        break;
      }
    }
    return count;
  }

  private static boolean isComment(Token token) {
    return token.getType() == NacreLexer.COMMENT || token.getType() == NacreLexer.DOC;
  }

  private static boolean isBlankOrComment(Token token) {
    return isComment(token) || token.getType() == NacreLexer.WS || token.getType() == NacreLexer.NL;
  }
}
