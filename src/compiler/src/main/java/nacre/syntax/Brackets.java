package nacre.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import nacre.source.Diagnostic;
import nacre.source.Source;
import nacre.source.Span;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * Makes brackets match, so that one that is forgotten costs one error and not the rest of the text.
 *
 * <p>Where they match, nothing changes, whatever the indentation. Where they do not, the indentation says what was
 * meant: a line indented no deeper than the line of an open bracket ends what that one opened.
 */
final class Brackets {
  /** The tokens with the missing brackets added (empty, where they were expected) and stray ones hidden. */
  record Mended(List<CommonToken> tokens, List<Problem> problems) {}

  /** An open bracket. */
  private static final class Open {
    private final CommonToken token;
    /** Of the line that it stands in. */
    private final int indent;
    /** Whether an {@code if} or {@code else} in it waits for its body. */
    private boolean awaitsBody;

    private Open(CommonToken token, int indent) {
      this.token = token;
      this.indent = indent;
    }

    private boolean is(int type) {
      return token.getType() == type;
    }
  }

  private final Source source;
  private final List<CommonToken> mended = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Deque<Open> open = new ArrayDeque<>();
  private int indent;
  private boolean atLineStart = true;

  private Brackets(Source source) {
    this.source = source;
  }

  static Mended mend(Source source, List<CommonToken> tokens) {
    return match(tokens) ? new Mended(tokens, List.of()) : new Brackets(source).mended(tokens);
  }

  private static boolean match(List<CommonToken> tokens) {
    Deque<Integer> closers = new ArrayDeque<>();
    for (Token token : tokens) {
      int type = token.getType();
      if (TokenKinds.opens(type)) {
        closers.push(TokenKinds.closer(type));
      } else if (TokenKinds.closes(type) && (closers.isEmpty() || closers.pop() != type)) {
        return false;
      }
    }
    return closers.isEmpty();
  }

  private Mended mended(List<CommonToken> tokens) {
    for (CommonToken token : tokens) {
      int type = token.getType();
      if (type == NacreLexer.NL) {
        atLineStart = true;
      } else if (token.getChannel() == Token.DEFAULT_CHANNEL) {
        if (atLineStart) {
          startLine(token);
        }
        atLineStart = false;
        if (TokenKinds.opens(type)) {
          open(token);
        } else if (type == NacreLexer.IF || type == NacreLexer.ELSE) {
          awaitBody();
        } else if (TokenKinds.closes(type)) {
          close(token);
        }
      }
      if (type == Token.EOF) {
        closeUntil(Optional.empty());
      }
      mended.add(token);
    }
    return new Mended(mended, problems);
  }

  private void startLine(CommonToken token) {
    int column = token.getCharPositionInLine();
    indent = column;
    if (token.getType() == Token.EOF) {
      return;
    }
    if (!TokenKinds.closes(token.getType())) {
      while (!open.isEmpty() && open.element().indent >= column && endsAt(open.element(), token)) {
        closeTop();
      }
    } else if (token.getType() == NacreLexer.RC) {
      closeDeeperThan(column);
    }
  }

  /** Whether a line that starts with {@code token}, indented like the line of {@code top} or less, ends that bracket. */
  private boolean endsAt(Open top, CommonToken token) {
    int type = token.getType();
    if (!top.is(NacreLexer.LC)) {
      return true;
    }
    return type != NacreLexer.ELSE && type != NacreLexer.ARROW && (bodyIsIndented(top) || startsItem(token));
  }

  /** A {@code }} at the start of a line closes the block that starts at its column, if there is one. */
  private void closeDeeperThan(int column) {
    boolean known = open.stream().anyMatch(o -> o.is(NacreLexer.LC) && o.indent == column);
    while (known && open.element().indent > column) {
      closeTop();
    }
  }

  private boolean bodyIsIndented(Open brace) {
    Span at = span(brace.token);
    for (int line = at.line() + 1; line <= source.lineCount(); line++) {
      String text = source.line(line);
      if (!text.isBlank() && !text.stripLeading().startsWith("#")) {
        return text.length() - text.stripLeading().length() > brace.indent;
      }
    }
    return false;
  }

  /** {@code block NAME} and the like in the first column, where only the outermost level should be. */
  private boolean startsItem(CommonToken token) {
    String line = source.line(span(token).line());
    return line.matches("(block|model)\\s+\\w+\\s*[({].*|use\\s+[\"\\w].*");
  }

  /** Inside parentheses only an {@code if} has a body; another <code>{</code> there is outside of them. */
  private void open(CommonToken token) {
    while (token.getType() == NacreLexer.LC && !open.isEmpty() && !open.element().is(NacreLexer.LC)
        && !open.element().awaitsBody) {
      closeTop();
    }
    if (token.getType() == NacreLexer.LC && !open.isEmpty()) {
      open.element().awaitsBody = false;
    }
    open.push(new Open(token, indent));
  }

  private void awaitBody() {
    if (!open.isEmpty()) {
      open.element().awaitsBody = true;
    }
  }

  private void close(CommonToken token) {
    int type = token.getType();
    Optional<Open> opener = open.stream().takeWhile(o -> type == NacreLexer.RC || !o.is(NacreLexer.LC))
        .filter(o -> TokenKinds.closer(o.token.getType()) == type).findFirst();
    if (opener.isPresent()) {
      closeUntil(opener);
      open.pop();
    } else if (type != NacreLexer.RC && !open.isEmpty() && !open.element().is(NacreLexer.LC)) {
      mistaken(token);
    } else {
      problems.add(new Problem(token,
          SyntaxErrors.error(span(token),
              "found `%s`, but nothing is open that it could close".formatted(token.getText()))));
      token.setChannel(Token.HIDDEN_CHANNEL);
    }
  }

  /** {@code [1, 2)}. */
  private void mistaken(CommonToken token) {
    CommonToken opener = open.pop().token;
    int required = TokenKinds.closer(opener.getType());
    Diagnostic error = SyntaxErrors.error(span(token),
        "found `%s`, required `%s`".formatted(token.getText(), TokenKinds.text(required)));
    problems.add(new Problem(token, error.withNote(span(opener), "to close this `%s`".formatted(opener.getText()))));
    token.setType(required);
  }

  /** Closes what is open inside {@code opener}, or everything. */
  private void closeUntil(Optional<Open> opener) {
    while (!open.isEmpty() && !Optional.of(open.element()).equals(opener)) {
      closeTop();
    }
  }

  private void closeTop() {
    CommonToken opener = open.pop().token;
    int closer = TokenKinds.closer(opener.getType());
    problems.add(
        new Problem(opener, SyntaxErrors.error(span(opener), "this `%s` is never closed".formatted(opener.getText()))
            .withNote(missingAt(), "here a `%s` is missing at the latest".formatted(TokenKinds.text(closer)))));
    int at = afterLastToken();
    CommonToken added = new CommonToken(opener);
    added.setType(closer);
    added.setText("");
    added.setStartIndex(at);
    added.setStopIndex(at - 1);
    mended.add(lastVisible() + 1, added);
  }

  private Span span(Token token) {
    return ParsedText.span(source, token, token);
  }

  private Span missingAt() {
    int at = afterLastToken();
    return source.span(at, at);
  }

  private int afterLastToken() {
    return mended.get(lastVisible()).getStopIndex() + 1;
  }

  private int lastVisible() {
    int i = mended.size() - 1;
    while (mended.get(i).getChannel() != Token.DEFAULT_CHANNEL || mended.get(i).getType() == NacreLexer.NL) {
      i--;
    }
    return i;
  }
}
