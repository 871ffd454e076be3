package nacre.onnx.export;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nacre.ir.Dim;
import nacre.ir.Polynomial;
import nacre.ir.TensorType;

/**
 * A value whose shape says what a symbol stands for: {@code extent = factor * symbol + summand}.
 *
 * @param name of the value
 * @param axis whose extent it is
 */
record Source(String name, int axis, long factor, long summand) {
  /** A value and its type. */
  record Typed(String name, TensorType type) {}

  /** The simplest of some values whose shape says it. */
  static Optional<Source> of(String symbol, List<Typed> values) {
    List<Source> all = values.stream().filter(value -> value.type().isRanked())
        .flatMap(value -> IntStream.range(0, value.type().rank()).boxed()
            .flatMap(axis -> of(symbol, value.name(), axis, value.type().dim(axis)).stream()))
        .toList();
    return all.stream().filter(source -> source.factor == 1 && source.summand == 0).findFirst()
        .or(() -> all.stream().findFirst());
  }

  private static Optional<Source> of(String symbol, String name, int axis, Dim dim) {
    if (dim instanceof Dim.Unknown || dim instanceof Dim.Known) {
      return Optional.empty();
    }
    List<Polynomial.Term> terms = dim.polynomialOf().terms();
    List<Polynomial.Factor> wanted = List.of(new Polynomial.Factor.Name(symbol));
    OptionalLong factor =
        terms.stream().filter(term -> term.factors().equals(wanted)).mapToLong(Polynomial.Term::coefficient)
            .findFirst();
    boolean linear = terms.stream().allMatch(term -> term.factors().isEmpty() || term.factors().equals(wanted));
    long summand =
        terms.stream().flatMap(term -> term.factors().isEmpty() ? Stream.of(term.coefficient()) : Stream.of())
            .findFirst().orElse(0L);
    return linear && factor.isPresent() && factor.getAsLong() > 0
        ? Optional.of(new Source(name, axis, factor.getAsLong(), summand))
        : Optional.empty();
  }
}
