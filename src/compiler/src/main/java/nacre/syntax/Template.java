package nacre.syntax;

import java.util.List;
import nacre.source.Span;

/** A string with expressions in braces: {@code "found {width}"}. Two braces stand for one that is text. */
public record Template(Span span, List<Part> parts) {
  public Template {
    parts = List.copyOf(parts);
  }

  /** A stretch of a template. */
  public sealed interface Part {}

  public record Text(String text) implements Part {}

  /** An expression in braces; its span lies in the source, inside the string. */
  public record Hole(Expr value) implements Part {}
}
