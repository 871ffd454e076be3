package nacre.syntax.resolve;

import java.util.List;
import java.util.Optional;
import nacre.ir.Dim;
import nacre.ir.Polynomial;
import nacre.source.Span;
import nacre.syntax.Expr.BinaryOp;

/** Operators on what is known while a model is expanded. */
final class Arithmetic {
  /** The op that unary minus on a tensor is named after. */
  static final String NEGATION = "neg";

  private Arithmetic() {}

  /** The name of the op that an operator is on tensors. */
  static Optional<String> opFor(BinaryOp op) {
    return switch (op) {
      case PLUS -> Optional.of("add");
      case MINUS -> Optional.of("sub");
      case TIMES -> Optional.of("mul");
      case DIVIDE -> Optional.of("div");
      default -> Optional.empty();
    };
  }

  /** How a text says on tensors what an operator without an op does on numbers. */
  static String callOnTensors(BinaryOp op) {
    return switch (op) {
      case EQUAL -> "`equal(a, b)`";
      case UNEQUAL -> "`not_equal(a, b)`";
      case LESS -> "`less(a, b)`";
      case GREATER -> "`greater(a, b)`";
      case AT_MOST -> "`less_equal(a, b)`";
      case AT_LEAST -> "`greater_equal(a, b)`";
      case FLOOR_DIVIDE -> "`floor(a / b)`";
      case REMAINDER -> "`mod(a, b)`";
      case POWER -> "`pow(a, b)`";
      default -> throw new IllegalArgumentException("an op by itself: " + op);
    };
  }

  /** {@code left op right}, neither of which is a tensor; the operator is no {@code and} or {@code or}. */
  static Datum apply(BinaryOp op, Datum left, Datum right, Span at) {
    if (left.poisoned() || right.poisoned()) {
      return Datum.POISON;
    }
    try {
      return switch (op) {
        case EQUAL -> new Datum.Bool(Equality.test(left, right, at));
        case UNEQUAL -> new Datum.Bool(!Equality.test(left, right, at));
        case LESS, GREATER, AT_MOST, AT_LEAST -> new Datum.Bool(compare(op, left, right, at));
        default -> calculate(op, left, right, at);
      };
    } catch (ArithmeticException e) {
      throw tooLarge(op, left, right, at);
    }
  }

  static Datum negate(Datum value, Span at) {
    return switch (value) {
      case Datum.Int(long n) when n != Long.MIN_VALUE -> new Datum.Int(-n);
      case Datum.Real(double x) -> new Datum.Real(-x);
      case Datum.Size _ when isSize(value) -> Datum.of(polynomial(value).times(Polynomial.of(-1)));
      case Datum.Poison _ -> value;
      default -> throw Failure.of(ErrorKind.TYPE_ERROR, at, "`-`: found " + value.describe() + ", required a number");
    };
  }

  private static Datum calculate(BinaryOp op, Datum left, Datum right, Span at) {
    if (left instanceof Datum.Int(long a) && right instanceof Datum.Int(long b)) {
      return integers(op, a, b, at);
    }
    if (isNumber(left) && isNumber(right)) {
      return reals(op, number(left), number(right), at);
    }
    if (op == BinaryOp.PLUS && left instanceof Datum.Many(List<Datum> a)
        && right instanceof Datum.Many(List<Datum> b)) {
      Datum[] all = a.toArray(new Datum[a.size() + b.size()]);
      for (int i = 0; i < b.size(); i++) {
        all[a.size() + i] = b.get(i);
      }
      return new Datum.Many(List.of(all));
    }
    if (isSize(left) && isSize(right)) {
      return sizes(op, left, right, at);
    }
    throw mismatch(op, left, right, at);
  }

  private static Datum integers(BinaryOp op, long a, long b, Span at) {
    if (b == 0 && (op == BinaryOp.DIVIDE || op == BinaryOp.FLOOR_DIVIDE || op == BinaryOp.REMAINDER)) {
      throw byZero(op, a + "", at);
    }
    return switch (op) {
      case PLUS -> new Datum.Int(Math.addExact(a, b));
      case MINUS -> new Datum.Int(Math.subtractExact(a, b));
      case TIMES -> new Datum.Int(Math.multiplyExact(a, b));
      case DIVIDE -> new Datum.Real((double) a / b);
      case FLOOR_DIVIDE -> new Datum.Int(Math.floorDiv(a, b));
      case REMAINDER -> new Datum.Int(Math.floorMod(a, b));
      case POWER -> b >= 0 ? new Datum.Int(power(a, b)) : reals(op, (double) a, (double) b, at);
      default -> throw new IllegalStateException("no arithmetic: " + op);
    };
  }

  private static Datum reals(BinaryOp op, double a, double b, Span at) {
    if (b == 0 && (op == BinaryOp.DIVIDE || op == BinaryOp.FLOOR_DIVIDE || op == BinaryOp.REMAINDER)) {
      throw byZero(op, a + "", at);
    }
    double result = switch (op) {
      case PLUS -> a + b;
      case MINUS -> a - b;
      case TIMES -> a * b;
      case DIVIDE -> a / b;
      case FLOOR_DIVIDE -> Math.floor(a / b);
      case REMAINDER -> a - b * Math.floor(a / b);
      case POWER -> StrictMath.pow(a, b);
      default -> throw new IllegalStateException("no arithmetic: " + op);
    };
    if (!Double.isFinite(result)) {
      throw Failure.of(ErrorKind.ARITHMETIC, at,
          "`" + a + " " + op.text() + " " + b + "` is no number that can be held");
    }
    return new Datum.Real(result);
  }

  private static Datum sizes(BinaryOp op, Datum left, Datum right, Span at) {
    Polynomial a = polynomial(left);
    Polynomial b = polynomial(right);
    long divisor = b.constant().orElse(0);
    boolean divides = op == BinaryOp.FLOOR_DIVIDE || op == BinaryOp.REMAINDER;
    if (divides && divisor <= 0) {
      throw symbolic(op, left, right, at);
    }
    return switch (op) {
      case PLUS -> Datum.of(a.plus(b));
      case MINUS -> Datum.of(a.plus(b.times(Polynomial.of(-1))));
      case TIMES -> Datum.of(a.times(b));
      case FLOOR_DIVIDE -> Datum.of(a.floorDiv(divisor));
      case REMAINDER -> Datum.of(a.plus(a.floorDiv(divisor).times(Polynomial.of(-divisor))));
      default -> throw symbolic(op, left, right, at);
    };
  }

  private static boolean compare(BinaryOp op, Datum left, Datum right, Span at) {
    if (left instanceof Datum.Int(long a) && right instanceof Datum.Int(long b)) {
      return holds(op, Long.compare(a, b));
    }
    if (isNumber(left) && isNumber(right)) {
      return holds(op, Double.compare(number(left), number(right)));
    }
    if (isSize(left) && isSize(right)) {
      Polynomial difference = polynomial(left).plus(polynomial(right).times(Polynomial.of(-1)));
      return holds(op, Long.signum(difference.constant().orElseThrow(() -> symbolic(op, left, right, at))));
    }
    throw mismatch(op, left, right, at);
  }

  private static boolean holds(BinaryOp op, int comparison) {
    return switch (op) {
      case LESS -> comparison < 0;
      case GREATER -> comparison > 0;
      case AT_MOST -> comparison <= 0;
      case AT_LEAST -> comparison >= 0;
      default -> throw new IllegalStateException("no comparison: " + op);
    };
  }

  static boolean isNumber(Datum value) {
    return value instanceof Datum.Int || value instanceof Datum.Real;
  }

  static double number(Datum value) {
    return switch (value) {
      case Datum.Int(long n) -> n;
      case Datum.Real(double x) -> x;
      default -> throw new IllegalArgumentException("no number: " + value);
    };
  }

  static boolean isSize(Datum value) {
    return value instanceof Datum.Int || value instanceof Datum.Size(var dim) && !(dim instanceof Dim.Unknown);
  }

  static Polynomial polynomial(Datum value) {
    return switch (value) {
      case Datum.Int(long n) -> Polynomial.of(n);
      case Datum.Size(var dim) -> dim.polynomialOf();
      default -> throw new IllegalArgumentException("no size: " + value);
    };
  }

  /** By squaring; {@code exponent >= 0}. */
  private static long power(long base, long exponent) {
    long result = 1;
    long square = base;
    for (long rest = exponent; rest > 0; rest >>= 1) {
      if ((rest & 1) == 1) {
        result = Math.multiplyExact(result, square);
      }
      if (rest > 1) {
        square = Math.multiplyExact(square, square);
      }
    }
    return result;
  }

  private static Failure byZero(BinaryOp op, String dividend, Span at) {
    return Failure.of(ErrorKind.ARITHMETIC, at,
        "found `" + dividend + " " + op.text() + " 0`, required a divisor other than 0");
  }

  private static Failure tooLarge(BinaryOp op, Datum left, Datum right, Span at) {
    return Failure.of(ErrorKind.ARITHMETIC, at,
        "`" + left.show() + " " + op.text() + " " + right.show() + "` does not fit into 64 bits");
  }

  private static Failure mismatch(BinaryOp op, Datum left, Datum right, Span at) {
    return Failure.of(ErrorKind.TYPE_ERROR, at,
        "`" + op.text() + "`: found " + left.describe() + " and " + right.describe()
            + ", required " + (op == BinaryOp.PLUS ? "two numbers, tensors or lists" : "two numbers"));
  }

  static Failure symbolic(BinaryOp op, Datum left, Datum right, Span at) {
    return Failure.of(ErrorKind.NOT_STATIC, at, "`" + left.show() + " " + op.text() + " " + right.show()
        + "` depends on a size that is not known while the model is unrolled; set it, for instance with --dim");
  }
}
