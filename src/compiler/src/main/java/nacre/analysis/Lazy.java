package nacre.analysis;

import java.util.Optional;
import java.util.function.Supplier;

/** Computes a value at its first use and keeps it. */
final class Lazy<T> implements Supplier<T> {
  private final Supplier<T> compute;
  private Optional<T> known = Optional.empty();

  Lazy(Supplier<T> compute) {
    this.compute = compute;
  }

  @Override
  public synchronized T get() {
    if (known.isEmpty()) {
      known = Optional.of(compute.get());
    }
    return known.orElseThrow();
  }
}
