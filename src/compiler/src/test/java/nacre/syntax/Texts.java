package nacre.syntax;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import nacre.source.Reporter;
import nacre.source.Source;
import nacre.testing.Golden;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/** Texts for tests that hold for every text. */
final class Texts {
  private Texts() {}

  /** The golden sources of this package that have no syntax errors, by file. */
  static Map<String, String> valid() {
    Map<String, String> texts = new TreeMap<>();
    for (String folder : new String[] {"trees", "format"}) {
      try (Stream<Path> files = Files.list(Golden.resources().resolve("nacre/syntax").resolve(folder))) {
        files.forEach(file -> source(file).filter(Texts::isValid)
            .forEach(text -> texts.put(folder + "/" + file.getFileName(), text)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return texts;
  }

  private static Stream<String> source(Path file) {
    try {
      String text = Files.readString(file);
      String source = text.substring(text.indexOf("[source]\n") + "[source]\n".length());
      int end = source.indexOf("\n[");
      return Stream.of(end < 0 ? source : source.substring(0, end + 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isValid(String text) {
    Reporter reporter = new Reporter();
    SyntaxParser.parse(Source.of("text", text), reporter);
    return !reporter.hasErrors();
  }

  /** The same tokens with other spaces, line ends and comments between them, wherever those may be. */
  static String scramble(String text, Random random) {
    ParsedText<?> parsed = ParsedText.of(Source.of("text", text), 0, text.length(), NacreParser::file);
    StringBuilder out = new StringBuilder();
    boolean annotation = false;
    for (CommonToken token : parsed.tokens()) {
      int type = token.getType();
      if (type == Token.EOF) {
        break;
      }
      annotation = type == NacreLexer.ALLOW || annotation && type != NacreLexer.RULES_END;
      boolean visible = token.getChannel() == Token.DEFAULT_CHANNEL;
      if (visible && !annotation && type != NacreLexer.NL && type != NacreLexer.RULES_END) {
        out.append(before(parsed, token, random));
      }
      boolean space = type == NacreLexer.WS && !annotation;
      out.append(space ? " ".repeat(1 + random.nextInt(3)) : token.getText());
    }
    return out.toString();
  }

  private static String before(ParsedText<?> parsed, Token token, Random random) {
    boolean free = token.getType() == NacreLexer.ARROW || token.getType() == NacreLexer.ELSE || inGroup(parsed, token);
    boolean otherwise = !isFirst(parsed, token) || random.nextInt(4) > 0;
    return switch (random.nextInt(free ? 8 : 40)) {
      case 0 -> " ";
      case 1 -> free ? "\n" : "";
      case 2 -> free ? " # note " + random.nextInt(100) + "\n" : "";
      case 3 -> free ? "\n\n  # line " + random.nextInt(100) + "\n\n" : "";
      default -> otherwise ? "" : "# before " + random.nextInt(100) + "\n" + " ".repeat(random.nextInt(5));
    };
  }

  /** Whether the innermost bracket around a token is no brace, so that lines may end there. */
  private static boolean inGroup(ParsedText<?> parsed, Token token) {
    int closed = 0;
    for (int i = token.getTokenIndex() - 1; i >= 0; i--) {
      Token before = parsed.tokens().get(i);
      if (TokenKinds.closes(before.getType())) {
        closed++;
      } else if (TokenKinds.opens(before.getType()) && closed-- == 0) {
        return before.getType() != NacreLexer.LC;
      }
    }
    return false;
  }

  /** Whether a token is the first of its line. */
  private static boolean isFirst(ParsedText<?> parsed, Token token) {
    int before = token.getTokenIndex() - 1;
    while (before >= 0 && parsed.tokens().get(before).getType() == NacreLexer.WS) {
      before--;
    }
    return before < 0 || parsed.tokens().get(before).getType() == NacreLexer.NL;
  }
}
