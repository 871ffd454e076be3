package nacre.syntax.resolve;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names of one body, inside those of the bodies around it in the same definition. */
final class Scope {
  private final Optional<Scope> outer;
  private final Instance instance;
  private final Map<String, Datum> values = new HashMap<>();
  private final Map<String, Callee> callees = new HashMap<>();

  private Scope(Optional<Scope> outer, Instance instance) {
    this.outer = outer;
    this.instance = instance;
  }

  /** Of a definition's body. */
  static Scope outermost(Instance instance) {
    return new Scope(Optional.empty(), instance);
  }

  /** Of a branch in this body. */
  Scope inner() {
    return new Scope(Optional.of(this), instance);
  }

  /** Of a loop's body in this body. */
  Scope inner(Instance turn) {
    return new Scope(Optional.of(this), turn);
  }

  Instance instance() {
    return instance;
  }

  boolean isOutermost() {
    return outer.isEmpty();
  }

  Optional<Datum> value(String name) {
    return holder(name).flatMap(scope -> Optional.ofNullable(scope.values.get(name)));
  }

  Optional<Callee> callee(String name) {
    for (Optional<Scope> scope = Optional.of(this); scope.isPresent(); scope = scope.get().outer) {
      Optional<Callee> found = Optional.ofNullable(scope.get().callees.get(name));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Binds a name anew where it is bound, otherwise here. */
  void assign(String name, Datum value) {
    holder(name).orElse(this).declare(name, value);
  }

  /** Binds a name here, whatever it is further out; one of an op or block can be called too. */
  void declare(String name, Datum value) {
    values.put(name, value);
    if (value instanceof Datum.Part(Partial partial)) {
      callees.put(name, new Callee.OfPart(partial));
    }
  }

  void declare(String name, Callee callee) {
    callees.put(name, callee);
  }

  boolean isBound(String name) {
    return holder(name).isPresent();
  }

  Set<String> valueNames() {
    Set<String> names = new HashSet<>();
    for (Optional<Scope> scope = Optional.of(this); scope.isPresent(); scope = scope.get().outer) {
      names.addAll(scope.get().values.keySet());
    }
    return names;
  }

  Set<String> calleeNames() {
    Set<String> names = new HashSet<>();
    for (Optional<Scope> scope = Optional.of(this); scope.isPresent(); scope = scope.get().outer) {
      names.addAll(scope.get().callees.keySet());
    }
    return names;
  }

  private Optional<Scope> holder(String name) {
    for (Optional<Scope> scope = Optional.of(this); scope.isPresent(); scope = scope.get().outer) {
      if (scope.get().values.containsKey(name)) {
        return scope;
      }
    }
    return Optional.empty();
  }
}
