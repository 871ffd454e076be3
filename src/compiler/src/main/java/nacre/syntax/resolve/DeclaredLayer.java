package nacre.syntax.resolve;

import nacre.ir.Location;

/** A {@code layer} statement, at one place of the expansion. */
final class DeclaredLayer {
  private final String path;
  private final Partial partial;
  private final Location.Text location;
  private boolean applied;

  DeclaredLayer(String path, Partial partial, Location.Text location) {
    this.path = path;
    this.partial = partial;
    this.location = location;
  }

  String path() {
    return path;
  }

  Partial partial() {
    return partial;
  }

  Location.Text location() {
    return location;
  }

  boolean applied() {
    return applied;
  }

  void apply() {
    applied = true;
  }
}
