package nacre.caffe.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import nacre.source.Source;
import nacre.source.Span;

/** Parses protobuf's text format. Messages inside one another are kept on a stack of its own, never on Java's. */
public final class TextFormat {
  private static final int MOST_DEPTH = 100;

  /**
   * A message whose end has not come yet.
   *
   * @param list whether it is one of a list, whose {@code ]} follows at some time
   */
  private record Open(String name, Span at, boolean list, int from, char close, List<TextField> fields) {}

  private final Source source;
  private final Tokens tokens;
  private final Deque<Open> open = new ArrayDeque<>();
  private List<TextField> fields = new ArrayList<>();

  private TextFormat(Source source) {
    this.source = source;
    this.tokens = new Tokens(source);
  }

  /** @throws LocatedException where it is no text of this format */
  public static TextMessage parse(Source source) {
    return new TextFormat(source).run();
  }

  private TextMessage run() {
    while (!tokens.at(Token.Kind.END)) {
      if (!open.isEmpty() && tokens.at(open.getFirst().close())) {
        close();
      } else {
        field();
      }
    }
    if (!open.isEmpty()) {
      throw tokens.expected("`" + open.getFirst().close() + "` of the message at line " + open.getFirst().at().line());
    }
    return new TextMessage(fields, source.span(0, source.text().length()));
  }

  private void field() {
    int from = tokens.current().from();
    String name = name();
    Span at = source.span(from, from + name.length());
    boolean colon = tokens.takeIf(':');
    if (opens()) {
      open(name, at, false);
    } else if (tokens.takeIf('[')) {
      if (tokens.takeIf(']')) {
        separator();
      } else {
        item(name, at);
      }
    } else if (!colon) {
      throw tokens.expected("`:` or `{` after `" + name + "`");
    } else {
      fields.add(new TextField(name, at, scalar()));
      separator();
    }
  }

  /** A word, or the name of an extension in brackets. */
  private String name() {
    if (tokens.at(Token.Kind.WORD)) {
      return tokens.text(tokens.take());
    }
    if (!tokens.at('[')) {
      throw tokens.expected("the name of a field");
    }
    StringBuilder name = new StringBuilder();
    while (!tokens.at(']')) {
      if (tokens.at(Token.Kind.END) || tokens.at(Token.Kind.STRING)) {
        throw tokens.expected("`]` after the name of an extension");
      }
      name.append(tokens.text(tokens.take()));
    }
    return name.append(tokens.text(tokens.take())).toString();
  }

  private boolean opens() {
    return tokens.at('{') || tokens.at('<');
  }

  private void open(String name, Span at, boolean list) {
    if (open.size() == MOST_DEPTH) {
      throw tokens.problem(tokens.current().from(), tokens.current().to(),
          "found messages inside one another more than " + MOST_DEPTH + " deep");
    }
    char close = tokens.at('{') ? '}' : '>';
    open.push(new Open(name, at, list, tokens.take().from(), close, fields));
    fields = new ArrayList<>();
  }

  private void close() {
    Open ended = open.pop();
    TextMessage message = new TextMessage(fields, source.span(ended.from(), tokens.take().to()));
    fields = ended.fields();
    fields.add(new TextField(ended.name(), ended.at(), message));
    if (ended.list()) {
      afterItem(ended.name(), ended.at());
    } else {
      separator();
    }
  }

  /** One of a list, and those behind it as far as they are no messages. */
  private void item(String name, Span at) {
    if (opens()) {
      open(name, at, true);
      return;
    }
    fields.add(new TextField(name, at, scalar()));
    afterItem(name, at);
  }

  private void afterItem(String name, Span at) {
    while (tokens.takeIf(',')) {
      if (opens()) {
        open(name, at, true);
        return;
      }
      fields.add(new TextField(name, at, scalar()));
    }
    if (!tokens.takeIf(']')) {
      throw tokens.expected("`,` or `]` in the list of `" + name + "`");
    }
    separator();
  }

  private void separator() {
    if (!tokens.takeIf(',')) {
      tokens.takeIf(';');
    }
  }

  private TextScalar scalar() {
    int from = tokens.current().from();
    if (tokens.at(Token.Kind.STRING)) {
      return strings(from);
    }
    String sign = tokens.takeIf('-') ? "-" : tokens.takeIf('+') ? "+" : "";
    if (tokens.at(Token.Kind.NUMBER)) {
      String digits = tokens.text(tokens.current());
      if (!Numerals.isNumber(digits)) {
        throw tokens.expected("a number");
      }
      return new TextScalar(TextScalar.Kind.NUMBER, sign + digits, source.span(from, tokens.take().to()));
    }
    if (!tokens.at(Token.Kind.WORD)) {
      throw tokens.expected(sign.isEmpty() ? "a value: a number, a string or a word" : "a number");
    }
    String word = tokens.text(tokens.current());
    boolean number = Numerals.real(word).isPresent();
    if (!sign.isEmpty() && !number) {
      throw tokens.expected("a number");
    }
    return new TextScalar(number ? TextScalar.Kind.NUMBER : TextScalar.Kind.WORD, sign + word,
        source.span(from, tokens.take().to()));
  }

  /** Strings that follow each other are one. */
  private TextScalar strings(int from) {
    StringBuilder text = new StringBuilder();
    int to = from;
    while (tokens.at(Token.Kind.STRING)) {
      Token string = tokens.take();
      text.append(Escapes.resolved(tokens, string));
      to = string.to();
    }
    return new TextScalar(TextScalar.Kind.STRING, text.toString(), source.span(from, to));
  }
}
