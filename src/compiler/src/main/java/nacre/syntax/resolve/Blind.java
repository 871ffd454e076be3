package nacre.syntax.resolve;

import nacre.syntax.Expr;
import nacre.syntax.Statement;
import nacre.syntax.Syntax;

/**
 * Branches and loops whose condition, list or count is in error: what they would bind is poison. Where a block is only
 * looked into, such things are unknown instead, and every way is taken once for the errors on it.
 */
final class Blind {
  private final Expansion expansion;
  private final boolean exploring;

  Blind(Expansion expansion, boolean exploring) {
    this.expansion = expansion;
    this.exploring = exploring;
  }

  Datum branches(Expr.If expr, Scope scope) {
    if (exploring) {
      expr.branches().forEach(branch -> expansion.statements.run(branch.body(), Expect.FACT, scope.inner()));
      expr.otherwise().ifPresent(body -> expansion.statements.run(body, Expect.FACT, scope.inner()));
    }
    poison(expr, scope);
    return Datum.POISON;
  }

  /** A loop; {@code turn} is the scope of one turn of it, with its names bound. */
  void loop(Statement loop, Syntax.Body body, Scope turn, Scope scope) {
    if (exploring) {
      expansion.statements.run(body, Expect.VALUE, turn);
    }
    poison(loop, scope);
  }

  /** Poisons the names that a part would have bound anew; those first bound in it end with it. */
  private static void poison(Object part, Scope scope) {
    Assigned.in(part).stream().filter(scope::isBound).forEach(name -> scope.assign(name, Datum.POISON));
  }
}
