package nacre.onnx.export;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import nacre.ir.Dim;
import nacre.ir.TensorType;

/**
 * A value whose shape says what a symbol stands for.
 *
 * @param name of the value
 * @param axis whose extent is the symbol
 */
record Source(String name, int axis) {
  /** A value and its type. */
  record Typed(String name, TensorType type) {}

  /** The first of some values whose shape says it. */
  static Optional<Source> of(String symbol, List<Typed> values) {
    return values.stream().filter(value -> value.type().isRanked())
        .flatMap(value -> IntStream.range(0, value.type().rank())
            .filter(axis -> value.type().dim(axis).equals(new Dim.Symbol(symbol)))
            .mapToObj(axis -> new Source(value.name(), axis)))
        .findFirst();
  }
}
