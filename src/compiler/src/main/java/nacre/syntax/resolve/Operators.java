package nacre.syntax.resolve;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import nacre.source.Span;
import nacre.syntax.Expr;
import nacre.syntax.Expr.BinaryOp;
import nacre.syntax.Syntax;

/** Operators: arithmetic on what is known, ops on tensors. */
final class Operators {
  private final Expansion expansion;
  private final Evaluator evaluator;

  Operators(Expansion expansion, Evaluator evaluator) {
    this.expansion = expansion;
    this.evaluator = evaluator;
  }

  Datum unary(Expr.Unary unary, Scope scope) {
    if (unary.op() == Expr.UnaryOp.NOT) {
      Datum value = evaluator.condition(unary.operand(), scope);
      return value instanceof Datum.Bool(boolean truth) ? new Datum.Bool(!truth) : value;
    }
    Datum value = evaluator.value(unary.operand(), Expect.VALUE, scope);
    if (value instanceof Datum.Tensor) {
      return expansion.tensors.negate(given(value, unary.operand()), use(unary, unary.span(), scope), scope.instance());
    }
    return Arithmetic.negate(value, unary.span());
  }

  /** Goes down the left side of a chain in a loop, since chains are long. */
  Datum binary(Expr.Binary binary, Scope scope) {
    Deque<Expr.Binary> chain = new ArrayDeque<>();
    Expr first = binary;
    while (first instanceof Expr.Binary step) {
      chain.push(step);
      first = step.left();
    }
    Datum value = left(chain.element(), scope);
    for (Expr.Binary step : chain) {
      value = operate(step, value, scope);
    }
    return value;
  }

  /** The innermost left operand; next to {@code ==} it may be a word of the right one's choice. */
  private Datum left(Expr.Binary binary, Scope scope) {
    Expect expect = isComparison(binary.op()) ? likeNamed(binary.right(), scope) : Expect.VALUE;
    return evaluator.value(binary.left(), expect, scope);
  }

  private Datum operate(Expr.Binary binary, Datum left, Scope scope) {
    if (binary.op() == BinaryOp.AND || binary.op() == BinaryOp.OR) {
      return connect(binary, left, scope);
    }
    Datum right = evaluator.value(binary.right(), isComparison(binary.op()) ? like(left) : Expect.VALUE, scope);
    if (left.poisoned() || right.poisoned()) {
      return Datum.POISON;
    }
    boolean comparesNone = isComparison(binary.op()) && (left instanceof Datum.None || right instanceof Datum.None);
    if (!comparesNone && (left instanceof Datum.Tensor || right instanceof Datum.Tensor)) {
      return onTensors(binary, left, right, scope);
    }
    if (left instanceof Datum.Many(List<Datum> a) && right instanceof Datum.Many(List<Datum> b)) {
      expansion.budget.list(a.size() + b.size(), binary.at());
    }
    return Arithmetic.apply(binary.op(), left, right, binary.span());
  }

  private Datum onTensors(Expr.Binary binary, Datum left, Datum right, Scope scope) {
    Optional<Callee.OfOp> op = Arithmetic.opFor(binary.op()).flatMap(Callees::op);
    if (op.isEmpty()) {
      throw Failure.of(ErrorKind.NOT_STATIC, binary.at(), "`" + binary.op().text()
          + "`: found " + left.describe() + " and " + right.describe()
          + ", required values that are known while the model is unrolled; on tensors it is "
          + Arithmetic.callOnTensors(binary.op()));
    }
    for (Datum operand : List.of(left, right)) {
      if (!(operand instanceof Datum.Tensor || Arithmetic.isNumber(operand))) {
        throw Failure.of(ErrorKind.TYPE_ERROR, binary.span(), "`" + binary.op().text() + "`: found " + left.describe()
            + " and " + right.describe() + ", required tensors or numbers");
      }
    }
    List<Given> operands = List.of(given(left, binary.left()), given(right, binary.right()));
    return expansion.tensors.operator(op.get(), operands, use(binary, binary.span(), scope), scope.instance());
  }

  private Datum connect(Expr.Binary binary, Datum left, Scope scope) {
    if (left instanceof Datum.Poison) {
      return left;
    }
    if (!(left instanceof Datum.Bool(boolean truth))) {
      throw Failure.of(left.dynamic() ? ErrorKind.NOT_STATIC : ErrorKind.TYPE_ERROR, binary.left().span(),
          "`" + binary.op().text() + "`: found " + left.describe() + ", required `true` or `false`");
    }
    return truth == (binary.op() == BinaryOp.OR) ? left : evaluator.condition(binary.right(), scope);
  }

  private static boolean isComparison(BinaryOp op) {
    return op == BinaryOp.EQUAL || op == BinaryOp.UNEQUAL;
  }

  /** What bare names mean beside a value. */
  private static Expect like(Datum value) {
    return switch (value) {
      case Datum.Word(_, var choices) -> Expect.words(List.copyOf(choices));
      case Datum.Part _ -> Expect.BLOCK;
      default -> Expect.VALUE;
    };
  }

  private static Expect likeNamed(Expr expr, Scope scope) {
    return expr instanceof Expr.Ref(Syntax.Name name)
        ? scope.value(name.text()).map(Operators::like).orElse(Expect.VALUE)
        : Expect.VALUE;
  }

  private static Given given(Datum value, Expr expr) {
    return new Given(value, expr.span(),
        expr instanceof Expr.Ref(Syntax.Name name) ? Optional.of(name.text()) : Optional.empty());
  }

  private static Use use(Expr expr, Span span, Scope scope) {
    return new Use(span, scope.instance().segments().of(expr, span), Optional.empty());
  }
}
