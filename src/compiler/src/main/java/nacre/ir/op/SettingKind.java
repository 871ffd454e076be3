package nacre.ir.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.TypeError;

/** What a setting may be, and the one normal form in which an op sees it. */
public sealed interface SettingKind {
  /** An integer, {@code min} or more. */
  record Int(long min) implements SettingKind {}

  /** A number; an integer is taken as one. */
  record Real() implements SettingKind {}

  record Bool() implements SettingKind {}

  /** One of some bare names. */
  record Word(List<String> choices) implements SettingKind {}

  /** {@code count} integers, or one for all of them; normal form is the list. */
  record Ints(int count, int min) implements SettingKind {}

  /** Any number of integers. */
  record IntList() implements SettingKind {}

  /** Any number of numbers; integers are taken as such. */
  record RealList() implements SettingKind {}

  /** Extents, one of which may be -1 for "what is left"; normal form of that one is {@link Dim.Unknown}. */
  record Extents() implements SettingKind {}

  /** An int, one int per axis, {@code ((before, after), ...)}, {@code valid}, or {@code same}. */
  record Pads(int axes) implements SettingKind {}

  /** Elements before and after every axis of the input, {@code ((before, after), ...)}. */
  record Borders() implements SettingKind {}

  /** An axis of the first input, negative from the end, or {@code channels}; normal form is not negative. */
  record Axis() implements SettingKind {}

  /** One axis or several of the first input, negative from the end, or {@code all}; normal form rises from 0. */
  record Axes() implements SettingKind {}

  /** An axis of a result that has it beside those of the first input; normal form is not negative. */
  record NewAxis() implements SettingKind {}

  /** One axis or several of a result that has them beside those of the first input; normal form rises from 0. */
  record NewAxes() implements SettingKind {}

  /** A text in quotes. */
  record Text() implements SettingKind {}

  Int INT = new Int(Long.MIN_VALUE);
  Int POSITIVE = new Int(1);
  Real REAL = new Real();
  Bool BOOL = new Bool();
  Axis AXIS = new Axis();
  Axes AXES = new Axes();
  Attr.Word ALL = new Attr.Word("all");
  Attr.Word CHANNELS = new Attr.Word("channels");

  static Word words(Class<? extends Enum<?>> type) {
    return new Word(Arrays.stream(type.getEnumConstants()).map(word -> word.name().toLowerCase(Locale.ROOT)).toList());
  }

  /** What is required, for messages and documentation. */
  default String required() {
    return switch (this) {
      case Int(long min) -> min == Long.MIN_VALUE ? "an integer" : "an integer of at least " + min;
      case Real _ -> "a number";
      case Bool _ -> "`true` or `false`";
      case Word(List<String> choices) -> choices.stream().map(c -> "`" + c + "`").collect(Collectors.joining(" or "));
      case Ints(int count, int min) -> "an integer or a list of " + count + ", each at least " + min;
      case IntList _ -> "a list of integers";
      case RealList _ -> "a list of numbers";
      case Extents _ -> "a list of extents, at most one of them -1";
      case Pads(int axes) ->
          "an integer, a list of " + axes + ", " + axes + " pairs (before, after), `valid` or `same`";
      case Borders _ -> "a pair (before, after) for each axis";
      case Axis _ -> "an axis or `channels`";
      case Axes _ -> "an axis, `channels`, a list of axes, each once, or `all`";
      case NewAxis _ -> "an axis of the result";
      case NewAxes _ -> "an axis of the result, or a list of them, each once";
      case Text _ -> "a text in quotes";
    };
  }

  /** The normal form of what a call says, or an error at the argument {@code name}. */
  default Attr normalize(String name, Attr given, AxisNames axes) {
    return switch (this) {
      case Int(long min) when given instanceof Attr.Int(long value) && value >= min && value == (int) value -> given;
      case Real _ when given instanceof Attr.Real -> given;
      case Real _ when given instanceof Attr.Int(long value) -> Attr.of((double) value);
      case Bool _ when given instanceof Attr.Bool -> given;
      case Word(List<String> choices) when given instanceof Attr.Word(String word) && choices.contains(word) -> given;
      case Word(List<String> choices) when given.equals(Attr.NONE) && choices.contains("none") -> new Attr.Word("none");
      case Ints(int count, int min) -> ints(name, given, count, min);
      case IntList _ when given instanceof Attr.Many(List<Attr> items) && allInts(items, Integer.MIN_VALUE) -> given;
      case RealList _ when given instanceof Attr.Many(List<Attr> items) -> new Attr.Many(
          items.stream().map(item -> REAL.normalize(name, item, axes)).toList());
      case Extents _ when given instanceof Attr.Many(List<Attr> items) -> extents(name, items);
      case Pads(int count) -> pads(name, given, count);
      case Borders _ when given instanceof Attr.Many(List<Attr> items)
          && items.stream().allMatch(SettingKind::isPair) -> given;
      case Axis _ when given.equals(CHANNELS) -> Attr.of((long) axes.channels());
      case Axis _ when given instanceof Attr.Int(long axis) -> Attr.of((long) axes.normalize(name, axis));
      case Axes _ when given.equals(ALL) -> Attr.ints(axes.all(name));
      case Axes _ -> axes(name, given, axes);
      case NewAxis _ when given instanceof Attr.Int(long axis) -> Attr.of((long) axes.and(1).normalize(name, axis));
      case NewAxes _ -> axes(name, given, axes.and(items(given).size()));
      case Text _ when given instanceof Attr.Text -> given;
      default -> throw mismatch(name, given);
    };
  }

  private static List<Attr> items(Attr given) {
    return given instanceof Attr.Many(List<Attr> items) ? items : List.of(given);
  }

  private Attr axes(String name, Attr given, AxisNames axes) {
    List<Integer> normal = new ArrayList<>();
    for (Attr item : items(given)) {
      normal.add(switch (item) {
        case Attr.Int(long axis) -> axes.normalize(name, axis);
        case Attr.Word _ when item.equals(CHANNELS) && this instanceof Axes -> axes.channels();
        default -> throw mismatch(name, given);
      });
    }
    if (normal.stream().distinct().count() < normal.size()) {
      throw mismatch(name, given);
    }
    return Attr.ints(normal.stream().sorted().toList());
  }

  /** Checks that an attribute is in normal form already. */
  default void check(String name, Attr attr) {
    boolean normal = switch (this) {
      case Axis _, NewAxis _ -> attr instanceof Attr.Int(long axis) && axis >= 0 && axis == (int) axis;
      case Axes _, NewAxes _ -> attr instanceof Attr.Many(List<Attr> items) && allInts(items, 0) && isRising(items);
      default -> normalize(name, attr, AxisNames.NONE).equals(attr);
    };
    if (!normal) {
      throw mismatch(name, attr);
    }
  }

  private Attr ints(String name, Attr given, int count, int min) {
    if (given instanceof Attr.Int(long value) && value >= min && value == (int) value) {
      return new Attr.Many(Collections.nCopies(count, given));
    }
    if (given instanceof Attr.Many(List<Attr> items) && items.size() == count && allInts(items, min)) {
      return given;
    }
    throw mismatch(name, given);
  }

  private Attr extents(String name, List<Attr> items) {
    List<Attr> normal = new ArrayList<>();
    for (Attr item : items) {
      normal.add(switch (item) {
        case Attr.Int(long value) when value >= 0 -> item;
        case Attr.Int(long value) when value == -1 -> new Attr.Size(Dim.UNKNOWN);
        case Attr.Size(Dim.Known(long value)) -> Attr.of(value);
        case Attr.Size _ -> item;
        default -> throw mismatch(name, new Attr.Many(items));
      });
    }
    if (normal.stream().filter(new Attr.Size(Dim.UNKNOWN)::equals).count() > 1) {
      throw mismatch(name, new Attr.Many(items));
    }
    return new Attr.Many(normal);
  }

  private Attr pads(String name, Attr given, int axes) {
    return switch (given) {
      case Attr.Word(String word) when word.equals("same") -> given;
      case Attr.Word(String word) when word.equals("valid") -> even(Collections.nCopies(axes, Attr.of(0L)));
      case Attr.Int(long value) when value >= 0 && value == (int) value -> even(Collections.nCopies(axes, given));
      case Attr.Many(List<Attr> items) when items.size() == axes && allInts(items, 0) -> even(items);
      case Attr.Many(List<Attr> items) when items.size() == axes && items.stream().allMatch(SettingKind::isPair) ->
          given;
      default -> throw mismatch(name, given);
    };
  }

  private static Attr even(List<Attr> amounts) {
    return new Attr.Many(amounts.stream().<Attr>map(amount -> new Attr.Many(List.of(amount, amount))).toList());
  }

  private static boolean isPair(Attr attr) {
    return attr instanceof Attr.Many(List<Attr> items) && items.size() == 2 && allInts(items, 0);
  }

  private static boolean allInts(List<Attr> items, int min) {
    return items.stream()
        .allMatch(item -> item instanceof Attr.Int(long value) && value >= min && value == (int) value);
  }

  private static boolean isRising(List<Attr> ints) {
    boolean rising = true;
    for (int i = 1; i < ints.size(); i++) {
      rising &= ((Attr.Int) ints.get(i - 1)).value() < ((Attr.Int) ints.get(i)).value();
    }
    return rising;
  }

  private TypeError mismatch(String name, Attr given) {
    String most = switch (this) {
      case Int(long min) when holdsTooMuch(given) && min > Long.MIN_VALUE ->
          "an integer from " + min + " to " + Integer.MAX_VALUE;
      default -> required() + (holdsTooMuch(given) ? ", none above " + Integer.MAX_VALUE : "");
    };
    return TypeError.at(name, "`" + name + "`: found " + given + ", required " + most);
  }

  /** Whether an integer is beyond the largest one that a setting can be. */
  private static boolean holdsTooMuch(Attr given) {
    return switch (given) {
      case Attr.Int(long value) -> value > Integer.MAX_VALUE;
      case Attr.Many(List<Attr> items) -> items.stream().anyMatch(SettingKind::holdsTooMuch);
      default -> false;
    };
  }
}
