package nacre.passes;

import java.util.List;
import java.util.Optional;

/** Every pass that there is. */
public final class Passes {
  private Passes() {}

  /** In the order of the standard pipeline. */
  public static List<Rewrite> all() {
    return Pipeline.STANDARD.passes();
  }

  public static List<String> names() {
    return all().stream().map(Rewrite::name).toList();
  }

  public static Optional<Rewrite> named(String name) {
    return all().stream().filter(pass -> pass.name().equals(name)).findFirst();
  }
}
