package nacre.syntax;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nacre.source.Source;
import nacre.source.Span;

/** Syntax records as text, without their places: equal for texts that mean the same. */
final class SyntaxDump {
  private SyntaxDump() {}

  /** One item or statement per line, indented by how deep it lies. */
  static String of(Object record) {
    return print(record).replaceAll("(?m)^\\s*\\n", "");
  }

  /** What each span of a text covers, to be compared with what it stands for. */
  static String spans(Source source, Object value) {
    return switch (value) {
      case Optional<?> optional -> optional.map(v -> spans(source, v)).orElse("");
      case Collection<?> all -> all.stream().map(v -> spans(source, v)).collect(Collectors.joining());
      case Record record -> Stream.concat(Stream.of(own(source, record)),
          Stream.of(record.getClass().getRecordComponents()).map(c -> spans(source, get(c, record))))
          .collect(Collectors.joining());
      default -> "";
    };
  }

  private static String own(Source source, Record record) {
    return Stream.of(record.getClass().getRecordComponents()).map(c -> get(c, record)).filter(Span.class::isInstance)
        .findFirst().map(s -> record.getClass().getSimpleName() + ": " + source.slice((Span) s) + "\n").orElse("");
  }

  private static String print(Object value) {
    return switch (value) {
      case Optional<?> optional -> optional.map(SyntaxDump::print).orElse("-");
      case Syntax.Body body -> body.statements().stream().map(s -> "\n" + indent(print(s)))
          .collect(Collectors.joining("", "{", "\n}"));
      case Syntax.File file -> file.items().stream().map(SyntaxDump::print).collect(Collectors.joining("\n",
          file.version().map(v -> "version " + v.number() + "\n").orElse(""), "\n"));
      case Syntax.Name name -> name.text();
      case Syntax.Dotted dotted -> dotted.text();
      case Expr.Ref ref -> ref.name().text();
      case Expr.IntLit literal -> String.valueOf(literal.value());
      case Expr.FloatLit literal -> String.valueOf(literal.value());
      case Expr.StringLit literal -> '"' + literal.value() + '"';
      case Expr.Binary b -> "(%s %s %s)".formatted(print(b.left()), b.op().text(), print(b.right()));
      case Collection<?> all -> all.stream().map(SyntaxDump::print).collect(Collectors.joining(", ", "[", "]"));
      case Record record -> record.getClass().getSimpleName() + components(record);
      default -> String.valueOf(value);
    };
  }

  private static String components(Record record) {
    return Stream.of(record.getClass().getRecordComponents()).map(c -> get(c, record))
        .filter(v -> !(v instanceof Span) && !v.equals(List.of()) && !v.equals(Optional.empty()) && !v.equals(false))
        .map(SyntaxDump::print).collect(Collectors.joining(" ", "(", ")"));
  }

  private static String indent(String text) {
    return text.lines().map(line -> "  " + line).collect(Collectors.joining("\n"));
  }

  private static Object get(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
