package nacre.syntax.resolve;

import java.util.Optional;
import nacre.source.Span;
import nacre.syntax.Expr;

/**
 * A parameter of a block or model.
 *
 * @param span where it is declared
 */
record Parameter(String name, ParamType type, Optional<Expr> fallback, Span span) {
  /** Whether it comes before the attributes: what a block passed as an argument leaves open. */
  boolean isInput() {
    return fallback.isEmpty() && type.isTensor() && !(type instanceof ParamType.OptionalOf);
  }
}
