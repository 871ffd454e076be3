package nacre.passes;

import nacre.ir.Location;

/** How remarks write where something is. */
final class Places {
  private Places() {}

  /** A space and {@code (file:line)}, or nothing for what no text and no model file says. */
  static String suffix(Location location) {
    return switch (location) {
      case Location.Text text -> " (" + text.span().file() + ":" + text.span().line() + ")";
      case Location.Model(String file, String layer, int _, var _) -> " (" + file + ":" + layer + ")";
      case Location.Fused(var parts) -> suffix(parts.getFirst());
      case Location.None _ -> "";
    };
  }
}
