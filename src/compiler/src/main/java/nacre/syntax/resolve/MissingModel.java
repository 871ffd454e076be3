package nacre.syntax.resolve;

import java.util.Set;
import nacre.source.Diagnostic;
import nacre.source.Nearest;

/** A model that somebody asked for by a name, and that is not in its file. */
public final class MissingModel {
  private MissingModel() {}

  /**
   * What is said of it.
   *
   * @param names of the models that are there
   */
  public static Diagnostic error(String name, String file, Set<String> names) {
    String known = names.isEmpty() ? "; there is none in it"
        : (names.size() == 1 ? "; there is " : "; there are ") + String.join(", ", names) + Nearest.hint(name, names);
    return Diagnostic.error(ErrorKind.NO_MODEL.id(), "no model `" + name + "` in `" + file + "`" + known);
  }
}
