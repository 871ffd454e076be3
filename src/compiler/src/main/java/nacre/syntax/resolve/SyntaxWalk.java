package nacre.syntax.resolve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import nacre.syntax.Expr;
import nacre.syntax.Statement;
import nacre.syntax.Syntax;

/** Visits the parts of a body in no promised order, without recursion. */
final class SyntaxWalk {
  private SyntaxWalk() {}

  /**
   * Visits {@code root} and what is in it: bodies, statements, stages and expressions.
   *
   * @param enter whether to go on into the part that it is given
   */
  static void visit(Object root, Predicate<Object> enter) {
    Deque<Object> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      Object part = open.pop();
      if (enter.test(part)) {
        children(part).forEach(open::push);
      }
    }
  }

  private static List<?> children(Object part) {
    return switch (part) {
      case Syntax.Body body -> body.statements();
      case Statement statement -> ofStatement(statement);
      case Syntax.Stage stage -> values(stage.args());
      case Expr expr -> ofExpr(expr);
      default -> List.of();
    };
  }

  private static List<?> ofStatement(Statement statement) {
    return switch (statement) {
      case Statement.Output s -> optional(s.value());
      case Statement.Layer s -> values(s.args());
      case Statement.ParamDecl s -> optional(s.init());
      case Statement.Assert s -> List.of(s.condition());
      case Statement.For s -> List.of(s.in(), s.body());
      case Statement.Repeat s -> List.of(s.count(), s.body());
      case Statement.Assign s -> List.of(s.value());
      case Statement.ExprStatement s -> List.of(s.value());
      case Statement.Input _, Statement.Weights _, Statement.Training _, Statement.Invalid _ -> List.of();
    };
  }

  private static List<?> ofExpr(Expr expr) {
    return switch (expr) {
      case Expr.Call e -> values(e.args());
      case Expr.Pipe e -> {
        List<Object> parts = new ArrayList<>(e.stages());
        parts.add(e.first());
        yield parts;
      }
      case Expr.Labelled e -> List.of(e.value());
      case Expr.Member e -> List.of(e.of());
      case Expr.Index e -> List.of(e.of(), e.index());
      case Expr.Unary e -> List.of(e.operand());
      case Expr.Binary e -> List.of(e.left(), e.right());
      case Expr.If e -> {
        List<Object> parts = new ArrayList<>();
        e.branches().forEach(branch -> parts.addAll(List.of(branch.condition(), branch.body())));
        e.otherwise().ifPresent(parts::add);
        yield parts;
      }
      case Expr.ListOf e -> e.elements();
      case Expr.Tuple e -> e.elements();
      case Expr.Ref _, Expr.IntLit _, Expr.FloatLit _, Expr.StringLit _, Expr.BoolLit _, Expr.NoneLit _, Expr.Invalid _ ->
          List.of();
    };
  }

  private static List<Expr> values(List<Syntax.Arg> args) {
    return args.stream().map(Syntax.Arg::value).toList();
  }

  private static List<Expr> optional(Optional<Expr> expr) {
    return expr.stream().toList();
  }
}
