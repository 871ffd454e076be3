package nacre.syntax.resolve;

import java.util.List;
import nacre.syntax.Syntax;

/**
 * A block or model that can be expanded. Two definitions are the same only if they are one object.
 *
 * @param home   the text that it stands in
 * @param params what it takes, in order
 * @param broken whether its parameters could not be read, or it is part of a recursion: calls of it are poison
 */
record BlockDef(Syntax.Definition syntax, FileUnit home, List<Parameter> params, boolean broken) {
  BlockDef {
    params = List.copyOf(params);
  }

  String name() {
    return syntax.name().text();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlockDef that && syntax == that.syntax;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(syntax);
  }
}
