package nacre.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nacre.syntax.Syntax.Arg;
import nacre.syntax.Syntax.Body;
import nacre.syntax.Syntax.Setting;

/** Walks bodies: the statements in them, and in the loops and expressions of these. */
public final class Bodies {
  private final List<Statement> found = new ArrayList<>();

  private Bodies() {}

  /** All statements of a body, those of bodies inside included, in the order of the text. */
  public static List<Statement> statements(Body body) {
    Bodies bodies = new Bodies();
    bodies.visit(body);
    return bodies.found;
  }

  private void visit(Body body) {
    for (Statement statement : body.statements()) {
      found.add(statement);
      for (Expr expr : expressions(statement).toList()) {
        visit(expr);
      }
      switch (statement) {
        case Statement.For loop -> visit(loop.body());
        case Statement.Repeat loop -> visit(loop.body());
        default -> {
          // No other statement has a body of its own.
        }
      }
    }
  }

  private static Stream<Expr> expressions(Statement statement) {
    return switch (statement) {
      case Statement.Input s -> values(s.settings());
      case Statement.Output s -> Stream.concat(s.value().stream(), values(s.settings()));
      case Statement.Layer s -> s.args().stream().map(Arg::value);
      case Statement.ParamDecl s -> s.init().stream();
      case Statement.Weights s -> values(s.settings());
      case Statement.Training s -> values(s.settings());
      case Statement.Assert s -> Stream.of(s.condition());
      case Statement.For s -> Stream.of(s.in());
      case Statement.Repeat s -> Stream.of(s.count());
      case Statement.Assign s -> Stream.of(s.value());
      case Statement.ExprStatement s -> Stream.of(s.value());
      case Statement.Invalid s -> Stream.empty();
    };
  }

  private static Stream<Expr> values(List<Setting> settings) {
    return settings.stream().map(Setting::value);
  }

  private void visit(Expr expr) {
    if (expr instanceof Expr.If choice) {
      for (Expr.Branch branch : choice.branches()) {
        visit(branch.condition());
        visit(branch.body());
      }
      if (choice.otherwise().isPresent()) {
        visit(choice.otherwise().get());
      }
    } else {
      for (Expr part : parts(expr).toList()) {   // no stream around the recursion: chains are long
        visit(part);
      }
    }
  }

  private static Stream<Expr> parts(Expr expr) {
    return switch (expr) {
      case Expr.Call e -> e.args().stream().map(Arg::value);
      case Expr.Pipe e ->
          Stream.concat(Stream.of(e.first()), e.stages().stream().flatMap(s -> s.args().stream()).map(Arg::value));
      case Expr.Labelled e -> Stream.of(e.value());
      case Expr.Member e -> Stream.of(e.of());
      case Expr.Index e -> Stream.of(e.of(), e.index());
      case Expr.Unary e -> Stream.of(e.operand());
      case Expr.Binary e -> Stream.of(e.left(), e.right());
      case Expr.ListOf e -> e.elements().stream();
      case Expr.Tuple e -> e.elements().stream();
      case Expr.If e -> Stream.empty();
      case Expr.Ref e -> Stream.empty();
      case Expr.IntLit e -> Stream.empty();
      case Expr.FloatLit e -> Stream.empty();
      case Expr.StringLit e -> Stream.empty();
      case Expr.BoolLit e -> Stream.empty();
      case Expr.NoneLit e -> Stream.empty();
      case Expr.Invalid e -> Stream.empty();
    };
  }
}
