package nacre.syntax.resolve;

import java.util.Set;
import java.util.function.Predicate;
import nacre.syntax.Expr;

/** Tells from the text alone that an expression is no tensor; what it does not tell may be one or not. */
final class EvidentlyStatic implements Predicate<Expr> {
  private static final Set<String> MEMBERS = Set.of("rank", "channels", "shape");

  private final Set<String> names;

  /** @param names names that never stand for tensors */
  EvidentlyStatic(Set<String> names) {
    this.names = Set.copyOf(names);
  }

  @Override
  public boolean test(Expr expr) {
    Expr at = expr;
    while (at instanceof Expr.Binary binary) {
      if (binary.left() instanceof Expr.ListOf || binary.right() instanceof Expr.ListOf) {
        return true;
      }
      if (!simple(binary.right())) {
        return false;
      }
      at = binary.left();
    }
    return simple(at);
  }

  private boolean simple(Expr expr) {
    return switch (expr) {
      case Expr.IntLit _, Expr.FloatLit _, Expr.StringLit _, Expr.BoolLit _, Expr.NoneLit _, Expr.ListOf _ -> true;
      case Expr.Ref(var name) -> names.contains(name.text());
      case Expr.Member member -> MEMBERS.contains(member.name().text());
      case Expr.Index index -> !(index.of() instanceof Expr.ListOf) && simple(index.of());
      case Expr.Unary unary -> simple(unary.operand());
      case Expr.Call call -> call.callee().text().equals("len");
      case Expr.Binary binary -> test(binary);
      default -> false;
    };
  }
}
