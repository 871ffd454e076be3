package nacre.onnx;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nacre.importers.InvalidModelException;

/** Names of values; a body inside a node also sees those around it. */
final class Scope {
  private final Optional<Scope> outer;
  private final Map<String, Bound> names = new HashMap<>();

  private Scope(Optional<Scope> outer) {
    this.outer = outer;
  }

  static Scope outermost() {
    return new Scope(Optional.empty());
  }

  Scope inner() {
    return new Scope(Optional.of(this));
  }

  Optional<Bound> find(String name) {
    for (Optional<Scope> scope = Optional.of(this); scope.isPresent(); scope = scope.get().outer) {
      Bound bound = scope.get().names.get(name);
      if (bound != null) {
        return Optional.of(bound);
      }
    }
    return Optional.empty();
  }

  /** @throws InvalidModelException if this very scope has the name already */
  void bind(String name, Bound bound) {
    if (names.putIfAbsent(name, bound) != null) {
      throw new InvalidModelException("two values have the name `" + name + "`");
    }
  }
}
