package nacre.syntax.resolve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import nacre.source.Span;
import nacre.syntax.Syntax;

/** Takes values apart for several names: {@code a, b = split(x, 2)}. */
final class Destructuring {
  private Destructuring() {}

  static SequencedMap<String, Datum> of(List<Syntax.Name> names, Datum value, Span at) {
    List<Datum> items = switch (value) {
      case Datum.Tuple(List<Datum> tuple) -> tuple;
      case Datum.Many(List<Datum> list) -> list;
      case Datum.Poison _ -> names.stream().<Datum>map(name -> Datum.POISON).toList();
      default -> throw Failure.of(ErrorKind.TYPE_ERROR, at,
          "found " + value.describe() + ", required " + names.size() + " values");
    };
    if (items.size() != names.size()) {
      throw Failure.of(ErrorKind.TYPE_ERROR, at, "found " + items.size() + " values for " + names.size() + " names");
    }
    SequencedMap<String, Datum> bound = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      bound.put(names.get(i).text(), items.get(i));
    }
    return bound;
  }
}
