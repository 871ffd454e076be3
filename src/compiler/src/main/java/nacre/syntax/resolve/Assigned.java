package nacre.syntax.resolve;

import java.util.LinkedHashSet;
import java.util.Set;
import nacre.syntax.Expr;
import nacre.syntax.Statement;
import nacre.syntax.Syntax;

/** The names that a part of a text binds, whether it is reached or not. */
final class Assigned {
  private Assigned() {}

  static Set<String> in(Object root) {
    Set<String> names = new LinkedHashSet<>();
    SyntaxWalk.visit(root, part -> {
      switch (part) {
        case Statement.Assign s -> s.targets().forEach(name -> names.add(name.text()));
        case Statement.Output s -> names.add(s.name().text());
        case Statement.Invalid s -> s.binds().forEach(name -> names.add(name.text()));
        case Expr.Labelled e -> add(names, e.label());
        case Syntax.Stage stage -> stage.label().ifPresent(label -> add(names, label));
        default -> {
          // Binds nothing.
        }
      }
      return true;
    });
    return names;
  }

  private static void add(Set<String> names, Syntax.Label label) {
    if (label.binds()) {
      names.add(label.text());
    }
  }
}
