package nacre.syntax.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nacre.ir.Attr;
import nacre.ir.op.Initializers;
import nacre.source.Nearest;
import nacre.source.Span;
import nacre.syntax.Expr;
import nacre.syntax.Syntax;

/** Evaluates expressions; uses of ops and blocks among them add nodes to the graph. */
final class Evaluator {
  private final Expansion expansion;
  private final Operators operators;
  private final Members members;

  Evaluator(Expansion expansion) {
    this.expansion = expansion;
    this.operators = new Operators(expansion, this);
    this.members = new Members(expansion, this);
  }

  /** The value of an expression that must have one. */
  Datum value(Expr expr, Expect expect, Scope scope) {
    Datum value = evaluate(expr, expect, scope);
    if (value instanceof Datum.Nothing(String reason)) {
      throw Failure.of(ErrorKind.NO_VALUE, expr.span(), "required a value, but " + reason);
    }
    return value;
  }

  /** The value of an expression in the parentheses of a call. */
  Datum argument(Expr expr, Expect expect, Scope scope) {
    expansion.depth.enter(Depth.ARGUMENT, expr.span());
    try {
      return value(expr, expect, scope);
    } finally {
      expansion.depth.leave(Depth.ARGUMENT);
    }
  }

  /** The value of an expression, or {@link Datum.Nothing}. */
  Datum evaluate(Expr expr, Expect expect, Scope scope) {
    int weight = expr instanceof Expr.Pipe ? Depth.PIPE : Depth.EXPRESSION;
    expansion.depth.enter(weight, expr.span());
    try {
      return switch (expr) {
        case Expr.IntLit(_, long value) -> new Datum.Int(value);
        case Expr.FloatLit(_, double value) -> new Datum.Real(value);
        case Expr.StringLit(_, String value) -> new Datum.Text(value);
        case Expr.BoolLit(_, boolean value) -> new Datum.Bool(value);
        case Expr.NoneLit _ -> Datum.NONE;
        case Expr.Ref(Syntax.Name name) -> name(name, expect, scope);
        case Expr.ListOf(_, List<Expr> elements) -> Datum.list(values(elements, expect.inner(), scope));
        case Expr.Tuple(_, List<Expr> elements) -> Datum.tuple(values(elements, expect.inner(), scope));
        case Expr.Call call -> call(call, expect, scope);
        case Expr.Pipe pipe -> pipe(pipe, scope);
        case Expr.Labelled labelled -> labelled(labelled, expect, scope);
        case Expr.Member member -> members.member(member, expect, scope);
        case Expr.Index index -> members.index(index, scope);
        case Expr.Unary unary -> operators.unary(unary, scope);
        case Expr.Binary binary -> operators.binary(binary, scope);
        case Expr.If branches -> choose(branches, expect, scope);
        case Expr.Invalid _ -> throw Failure.silent();
      };
    } finally {
      expansion.depth.leave(weight);
    }
  }

  private List<Datum> values(List<Expr> elements, Expect expect, Scope scope) {
    List<Datum> values = new ArrayList<>(elements.size());
    for (Expr element : elements) {
      values.add(value(element, expect, scope));
    }
    return values;
  }

  private Datum name(Syntax.Name name, Expect expect, Scope scope) {
    String text = name.text();
    if (expect.words().contains(text)) {
      return expect.word(text);
    }
    if (expect.calls() == Expect.Calls.BLOCK) {
      Optional<Datum> part = part(new Syntax.Dotted(name.span(), List.of(name)), scope);
      if (part.isPresent()) {
        return part.get();
      }
    }
    Optional<Datum> value = scope.value(text);
    if (value.isEmpty() && expect.calls() == Expect.Calls.FACT) {
      return new Datum.Word(text, Set.of(text));
    }
    return value.orElseThrow(() -> unknown(name, expect, scope));
  }

  private Optional<Datum> part(Syntax.Dotted name, Scope scope) {
    return expansion.callees.look(name, scope).map(callee -> callee instanceof Callee.OfPart(Partial partial)
        ? new Datum.Part(partial)
        : new Datum.Part(expansion.callees.partial(name, List.of(), scope)));
  }

  private Failure unknown(Syntax.Name name, Expect expect, Scope scope) {
    String text = name.text();
    if (!expect.words().isEmpty()) {
      return notInChoice(text, name.span(), expect);
    }
    if (expect.calls() == Expect.Calls.BLOCK) {
      expansion.callees.find(new Syntax.Dotted(name.span(), List.of(name)), scope);
    }
    if (scope.callee(text).orElse(new Callee.Poisoned()) instanceof Callee.OfLayer) {
      return Failure.of(ErrorKind.UNKNOWN_NAME, name.span(),
          "`" + text + "` is a layer, required a value; apply it: `x -> " + text + "`");
    }
    String hint = FrameworkWords.value(text).orElseGet(() -> Nearest.hint(text, scope.valueNames()));
    boolean callee =
        hint.isEmpty() && expansion.callees.look(new Syntax.Dotted(name.span(), List.of(name)), scope).isPresent();
    return Failure.of(ErrorKind.UNKNOWN_NAME, name.span(), "no value `" + text + "`"
        + (callee ? "; `" + text + "` is an op or block, apply it: `x -> " + text + "`" : hint));
  }

  private static Failure notInChoice(String found, Span at, Expect expect) {
    return Failure.of(ErrorKind.UNKNOWN_NAME, at, "found `" + found + "`, required "
        + String.join(" or ", expect.words().stream().map(word -> "`" + word + "`").toList())
        + Nearest.hint(found, expect.words()));
  }

  private Datum call(Expr.Call call, Expect expect, Scope scope) {
    String name = call.callee().text();
    if (expect.calls() == Expect.Calls.BLOCK) {
      return new Datum.Part(expansion.callees.partial(call.callee(), call.args(), scope));
    }
    boolean initialiser = expect.calls() == Expect.Calls.INITIALISER && Initializers.NAMES.contains(name);
    if (initialiser || expect.calls() == Expect.Calls.FACT) {
      return new Datum.Made(made(name, call.args(), expect, scope));
    }
    if (expect.calls() == Expect.Calls.INITIALISER && expansion.callees.look(call.callee(), scope).isEmpty()) {
      throw notInChoice(name, call.callee().span(), expect);
    }
    return expansion.uses.call(new Uses.Site(call, call.callee(), call.args(), call.span()), List.of(), scope);
  }

  private Attr made(String name, List<Syntax.Arg> args, Expect expect, Scope scope) {
    List<Attr> positional = args.stream().filter(arg -> arg.name().isEmpty())
        .map(arg -> Attrs.of(value(arg.value(), expect, scope), arg.span())).toList();
    LinkedHashMap<String, Attr> named = new LinkedHashMap<>();
    for (Syntax.Arg arg : args) {
      arg.name().ifPresent(word -> named.put(word.text(), Attrs.of(value(arg.value(), expect, scope), arg.span())));
    }
    return new Attr.Made(name, positional, named);
  }

  private Datum pipe(Expr.Pipe pipe, Scope scope) {
    Datum value = value(pipe.first(), Expect.VALUE, scope);
    Span span = pipe.first().span();
    Optional<String> written =
        pipe.first() instanceof Expr.Ref(Syntax.Name name) ? Optional.of(name.text()) : Optional.empty();
    for (Syntax.Stage stage : pipe.stages()) {
      if (value instanceof Datum.Nothing(String reason)) {
        throw Failure.of(ErrorKind.NO_VALUE, span, "required a value to go on with, but " + reason);
      }
      Uses.Site site =
          new Uses.Site(stage, stage.callee(), stage.args(), CallSpans.of(stage, scope.instance().unit().source()));
      value = expansion.uses.call(site, List.of(new Given(value, span, written)), scope);
      span = site.span();
      written = Optional.empty();
      if (stage.label().isPresent() && stage.label().get().binds()) {
        bind(stage.label().get(), value, scope);
      }
    }
    return value;
  }

  private Datum labelled(Expr.Labelled labelled, Expect expect, Scope scope) {
    Datum value = value(labelled.value(), expect, scope);
    if (labelled.label().binds()) {
      bind(labelled.label(), value, scope);
      return value;
    }
    boolean names = switch (labelled.value()) {
      case Expr.Call _, Expr.Pipe _, Expr.Binary _, Expr.Unary _ -> true;
      default -> false;
    };
    if (!names) {
      throw Failure.of(ErrorKind.TYPE_ERROR, labelled.label().span(),
          "found a path in quotes after a value that has its path already, required it after a call");
    }
    return value;
  }

  private static void bind(Syntax.Label label, Datum value, Scope scope) {
    if (!(value instanceof Datum.Nothing)) {
      scope.assign(label.text(), value);
    }
  }

  private Datum choose(Expr.If expr, Expect expect, Scope scope) {
    for (Expr.Branch branch : expr.branches()) {
      Datum condition = condition(branch.condition(), scope);
      if (condition.poisoned()) {
        return expansion.blind.branches(expr, scope);
      }
      if (condition.equals(new Datum.Bool(true))) {
        Datum value = expansion.statements.run(branch.body(), expect, scope.inner());
        return expr.otherwise().isPresent() ? value : withoutElse(value);
      }
    }
    return expr.otherwise().map(body -> expansion.statements.run(body, expect, scope.inner()))
        .orElseGet(() -> withoutElse(Datum.NOTHING));
  }

  private static Datum withoutElse(Datum value) {
    return value.poisoned() ? value : new Datum.Nothing("`if` without `else` has none");
  }

  /** {@code true}, {@code false} or poison. */
  Datum condition(Expr expr, Scope scope) {
    Datum value = value(expr, Expect.VALUE, scope);
    return switch (value) {
      case Datum.Bool _, Datum.Poison _ -> value;
      case Datum.Tensor _ -> throw Failure.of(ErrorKind.NOT_STATIC, expr.span(), "found " + value.describe()
          + " as a condition, required one that is known while the model is unrolled; `where` selects between tensors");
      default -> throw Failure.of(ErrorKind.TYPE_ERROR, expr.span(),
          "found " + value.describe() + " as a condition, required `true` or `false`");
    };
  }
}
