package nacre.syntax.resolve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import nacre.ir.Location;
import nacre.source.Span;
import nacre.syntax.Expr;
import nacre.syntax.Statement;
import nacre.syntax.Syntax;

/** Executes bodies. An error ends its statement only; what that would have bound becomes poison. */
final class Statements {
  private final Expansion expansion;
  private final TopLevel top;
  private final Loops loops;
  private final ParamStatement params;

  Statements(Expansion expansion, TopLevel top) {
    this.expansion = expansion;
    this.top = top;
    this.loops = new Loops(expansion);
    this.params = new ParamStatement(expansion);
  }

  /** The value of a body's last expression; {@code expect} holds for that one. */
  Datum run(Syntax.Body body, Expect expect, Scope scope) {
    expansion.depth.enter(Depth.BODY, body.span());
    try {
      return runAll(body, expect, scope);
    } finally {
      expansion.depth.leave(Depth.BODY);
    }
  }

  private Datum runAll(Syntax.Body body, Expect expect, Scope scope) {
    Datum last = new Datum.Nothing("the body does not end with an expression");
    List<Statement> statements = body.statements();
    for (int i = 0; i < statements.size(); i++) {
      Statement statement = statements.get(i);
      expansion.budget.statement(statement.span());
      Datum value = run(statement, i == statements.size() - 1 ? expect : Expect.VALUE, scope);
      last = statement instanceof Statement.ExprStatement || value.poisoned()
          ? value
          : new Datum.Nothing("the body does not end with an expression");
    }
    return last;
  }

  private Datum run(Statement statement, Expect expect, Scope scope) {
    try {
      Datum value = execute(statement, expect, scope);
      if (!value.poisoned()) {
        expansion.problems.executed(statement);
      }
      return value;
    } catch (Failure failure) {
      expansion.problems.taint();
      failure.diagnostic().ifPresent(diagnostic -> {
        expansion.problems.executed(statement);
        expansion.problems.report(diagnostic, Optional.of(statement), scope.instance().frame());
      });
      poison(statement, scope);
      return Datum.POISON;
    } catch (Budget.Exhausted exhausted) {
      exhausted.diagnostic()
          .ifPresent(why -> expansion.problems.report(why, Optional.empty(), scope.instance().frame()));
      throw Budget.Exhausted.reported();
    }
  }

  private static void poison(Statement statement, Scope scope) {
    switch (statement) {
      case Statement.Layer layer -> scope.declare(layer.name().text(), new Callee.Poisoned());
      case Statement.ParamDecl param -> scope.declare(param.name().text(), Datum.POISON);
      case Statement.Input input -> scope.declare(input.name().text(), Datum.POISON);
      case Statement.For _, Statement.Repeat _ ->
          Assigned.in(statement).stream().filter(scope::isBound).forEach(name -> scope.assign(name, Datum.POISON));
      default -> Assigned.in(statement).forEach(name -> scope.assign(name, Datum.POISON));
    }
  }

  private Datum execute(Statement statement, Expect expect, Scope scope) {
    switch (statement) {
      case Statement.ExprStatement(_, _, Expr value) -> {
        return expansion.evaluator.evaluate(value, expect, scope);
      }
      case Statement.Assign assign -> {
        return assign(assign, scope);
      }
      case Statement.Layer layer -> declare(layer, scope);
      case Statement.ParamDecl param -> params.declare(param, scope);
      case Statement.Assert check -> new Assertion(expansion).check(check, scope);
      case Statement.For loop -> loops.run(loop, scope);
      case Statement.Repeat loop -> loops.run(loop, scope);
      case Statement.Input input -> inModel(scope, input.span(), "input", () -> top.input(input, scope));
      case Statement.Output output -> inModel(scope, output.span(), "output", () -> top.output(output, scope));
      case Statement.Weights weights -> inModel(scope, weights.span(), "weights", () -> top.weights(weights, scope));
      case Statement.Training training ->
          inModel(scope, training.span(), "training", () -> top.training(training, scope));
      case Statement.Invalid _ -> throw Failure.silent();
    }
    return Datum.NOTHING;
  }

  private Datum assign(Statement.Assign assign, Scope scope) {
    Datum value = expansion.evaluator.value(assign.value(), Expect.VALUE, scope);
    if (assign.targets().size() == 1) {
      scope.assign(assign.targets().getFirst().text(), value);
    } else {
      Destructuring.of(assign.targets(), value, assign.value().span()).forEach(scope::assign);
    }
    return value;
  }

  private void declare(Statement.Layer layer, Scope scope) {
    Instance instance = scope.instance();
    Partial partial = expansion.callees.partial(layer.callee(), layer.args(), scope);
    SequencedMap<String, Span> spans = new LinkedHashMap<>(Map.of());
    partial.arguments().forEach((name, given) -> spans.put(name, given.span()));
    String path = instance.layer(layer.name().text());
    Location.Text location = new Location.Text(layer.span(), spans, instance.frame());
    scope.declare(layer.name().text(), new Callee.OfLayer(expansion.layers.declare(path, partial, location, instance)));
  }

  private static void inModel(Scope scope, Span at, String what, Runnable action) {
    boolean model = scope.instance().def().syntax() instanceof Syntax.Model;
    if (!model || !scope.isOutermost()) {
      throw Failure.of(ErrorKind.MISPLACED_STATEMENT, at, "found `" + what + "` in "
          + (model ? "a loop or branch" : "a block") + ", required in the body of a model");
    }
    action.run();
  }
}
