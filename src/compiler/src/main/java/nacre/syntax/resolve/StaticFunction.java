package nacre.syntax.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import nacre.source.Span;
import nacre.syntax.Expr.BinaryOp;

/** A function of what is known while a model is expanded. */
enum StaticFunction {
  LEN("len(list)"), RANGE("range(end), range(start, end) or range(start, end, step)"), REVERSED("reversed(list)"),
  MIN("min(a, b, ...) or min(list)"), MAX("max(a, b, ...) or max(list)"), ROUND("round(number)"), SQRT("sqrt(number)");

  private static final SequencedMap<String, StaticFunction> BY_NAME = new LinkedHashMap<>();
  static final List<String> NAMES;

  static {
    for (StaticFunction function : values()) {
      BY_NAME.put(function.name().toLowerCase(Locale.ROOT), function);
    }
    NAMES = List.copyOf(BY_NAME.keySet());
  }

  private final String usage;

  StaticFunction(String usage) {
    this.usage = usage;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<StaticFunction> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** The value for arguments none of which is a tensor; {@code at} is the call. */
  Datum apply(List<Datum> arguments, Span at) {
    if (arguments.stream().anyMatch(Datum::poisoned)) {
      return Datum.POISON;
    }
    Optional<Datum> only = arguments.size() == 1 ? Optional.of(arguments.getFirst()) : Optional.empty();
    return switch (this) {
      case LEN -> new Datum.Int(list(only, at).size());
      case REVERSED -> new Datum.Many(list(only, at).reversed());
      case RANGE -> range(arguments, at);
      case MIN -> extreme(arguments, BinaryOp.LESS, at);
      case MAX -> extreme(arguments, BinaryOp.GREATER, at);
      case ROUND -> round(only, at);
      case SQRT -> sqrt(only, at);
    };
  }

  private List<Datum> list(Optional<Datum> argument, Span at) {
    if (argument.isPresent() && argument.get() instanceof Datum.Many(List<Datum> items)) {
      return items;
    }
    throw wrong(argument.stream().toList(), at);
  }

  private Datum range(List<Datum> arguments, Span at) {
    if (arguments.isEmpty() || arguments.size() > 3) {
      throw wrong(arguments, at);
    }
    List<Long> numbers = arguments.stream().map(argument -> integer(argument, arguments, at)).toList();
    long start = numbers.size() == 1 ? 0 : numbers.getFirst();
    long end = numbers.size() == 1 ? numbers.getFirst() : numbers.get(1);
    long step = numbers.size() < 3 ? 1 : numbers.get(2);
    if (step == 0) {
      throw Failure.of(ErrorKind.ARITHMETIC, at, "`range`: found a step of 0, required another number");
    }
    double turns = Math.ceil(((double) end - start) / step);
    Budget.items((long) turns, at, "a `range` of %,d".formatted((long) turns));
    List<Datum> items = new ArrayList<>();
    for (long i = 0; i < turns; i++) {
      items.add(new Datum.Int(start + i * step));
    }
    return new Datum.Many(items);
  }

  private long integer(Datum argument, List<Datum> arguments, Span at) {
    return switch (argument) {
      case Datum.Int(long value) -> value;
      case Datum.Size _ -> throw Failure.of(ErrorKind.NOT_STATIC, at, "`" + text() + "`: found " + argument.describe()
          + ", required a number that is known while the model is unrolled; set the size, for instance with --dim");
      default -> throw wrong(arguments, at);
    };
  }

  private Datum extreme(List<Datum> arguments, BinaryOp better, Span at) {
    List<Datum> items =
        arguments.size() == 1 && arguments.getFirst() instanceof Datum.Many(List<Datum> list) ? list : arguments;
    if (items.isEmpty()) {
      throw wrong(arguments, at);
    }
    Datum best = items.getFirst();
    for (Datum item : items) {
      if (Arithmetic.apply(better, item, best, at) instanceof Datum.Bool(boolean holds) && holds) {
        best = item;
      }
    }
    return best;
  }

  /** Half-way cases to the even neighbour, as in Python. */
  private Datum round(Optional<Datum> argument, Span at) {
    if (argument.isPresent() && argument.get() instanceof Datum.Real(double value) && Math.abs(value) < 1e18) {
      return new Datum.Int((long) Math.rint(value));
    }
    if (argument.isPresent() && argument.get() instanceof Datum.Int) {
      return argument.get();
    }
    throw wrong(argument.stream().toList(), at);
  }

  private Datum sqrt(Optional<Datum> argument, Span at) {
    if (argument.isEmpty() || !Arithmetic.isNumber(argument.get())) {
      throw wrong(argument.stream().toList(), at);
    }
    double value = Arithmetic.number(argument.get());
    if (value < 0) {
      throw Failure.of(ErrorKind.ARITHMETIC, at, "`sqrt`: found " + value + ", required a number that is not negative");
    }
    return new Datum.Real(Math.sqrt(value));
  }

  private Failure wrong(List<Datum> arguments, Span at) {
    String found = arguments.isEmpty()
        ? "no such argument"
        : String.join(", ", arguments.stream().map(Datum::describe).toList());
    return Failure.of(ErrorKind.TYPE_ERROR, at, "`" + text() + "`: found " + found + ", required " + usage);
  }
}
