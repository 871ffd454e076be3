package nacre.syntax.resolve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import nacre.source.Span;
import nacre.source.Suppression;
import nacre.syntax.Statement;
import nacre.syntax.Syntax;

/** Collects {@code @allow}s. */
final class Suppressions {
  private Suppressions() {}

  /** Those before the definitions and before every statement in them, in the order of the text. */
  static List<Suppression> of(Collection<BlockDef> definitions) {
    List<Suppression> found = new ArrayList<>();
    for (BlockDef def : definitions) {
      add(def.syntax().allows(), def.syntax().span(), found);
      SyntaxWalk.visit(def.syntax().body(), part -> {
        if (part instanceof Statement statement) {
          add(statement.allows(), statement.span(), found);
        }
        return true;
      });
    }
    found.sort((a, b) -> a.at().compareTo(b.at()));
    return found;
  }

  private static void add(List<Syntax.Allow> allows, Span covers, List<Suppression> found) {
    allows.forEach(
        allow -> found.add(new Suppression(allow.rules().stream().map(Syntax.Name::text).toList(), allow.reason(),
            allow.span(), covers)));
  }
}
