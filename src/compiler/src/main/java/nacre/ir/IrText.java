package nacre.ir;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import nacre.source.Span;

/** How the textual IR writes names and settings: what needs quotes has them, and every kind of setting looks different. */
final class IrText {
  private static final Set<String> RESERVED = Set.of("true", "false", "none", "NaN", "Infinity");

  private IrText() {}

  /** A name or path, in double quotes unless it is letters, digits and underscores in segments joined by points. */
  static String name(String name) {
    return isBare(name) ? name : Attr.quote(name);
  }

  static boolean isBare(String name) {
    boolean start = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
      boolean digit = c >= '0' && c <= '9';
      if (!(letter || digit && i > 0 || c == '.' && !start)) {
        return false;
      }
      start = c == '.';
    }
    return !start;
  }

  static String attr(Attr attr) {
    return switch (attr) {
      case Attr.Word(String word) -> word(word);
      case Attr.Many(List<Attr> items) -> items.stream().map(IrText::attr).collect(Collectors.joining(", ", "[", "]"));
      case Attr.Made made -> Stream.concat(made.positional().stream().map(IrText::attr), named(made.named()))
          .collect(Collectors.joining(", ", word(made.name()) + "(", ")"));
      case Attr.Size(Dim dim) -> "<" + dim + ">";
      case Attr.Int _, Attr.Real _, Attr.Bool _, Attr.Text _, Attr.None _ -> attr.toString();
    };
  }

  static Stream<String> named(Map<String, Attr> settings) {
    return settings.entrySet().stream().map(setting -> word(setting.getKey()) + "=" + attr(setting.getValue()));
  }

  /** A bare word, or a backquote and the word as a text where it would read as something else. */
  static String word(String word) {
    return isBare(word) && !RESERVED.contains(word) ? word : "`" + Attr.quote(word);
  }

  static String span(Span span) {
    return Attr.quote(span.file()) + ":" + range(span);
  }

  static String range(Span span) {
    return span.line() + ":" + span.column() + "-" + span.endLine() + ":" + span.endColumn();
  }
}
