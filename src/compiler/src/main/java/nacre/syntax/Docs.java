package nacre.syntax;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/** The documentation before a definition: lines of {@code ##} with no empty line between them and it. */
final class Docs {
  private Docs() {}

  static List<String> before(List<CommonToken> tokens, Token first) {
    List<String> lines = new ArrayList<>();
    int lineEnds = 0;
    for (int i = first.getTokenIndex() - 1; i >= 0 && lineEnds < 2; i--) {
      Token token = tokens.get(i);
      if (token.getType() == NacreLexer.NL) {
        lineEnds++;
      } else if (token.getType() == NacreLexer.DOC && startsLine(tokens, i)) {
        lines.add(text(token));
        lineEnds = 0;
      } else if (token.getType() != NacreLexer.WS) {
        break;
      }
    }
    Collections.reverse(lines);
    return lines;
  }

  private static boolean startsLine(List<CommonToken> tokens, int at) {
    int before = at - 1;
    while (before >= 0 && tokens.get(before).getType() == NacreLexer.WS) {
      before--;
    }
    return before < 0 || tokens.get(before).getType() == NacreLexer.NL;
  }

  private static String text(Token doc) {
    String text = doc.getText().substring(2).stripTrailing();
    return text.startsWith(" ") ? text.substring(1) : text;
  }
}
