package nacre.syntax.resolve;

import java.util.List;
import java.util.Set;
import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Polynomial;
import nacre.ir.TensorType;

/** What an expression stands for while a model is expanded: all but tensors and sizes with symbols is known. */
sealed interface Datum {
  record Int(long value) implements Datum {}

  /** Always finite. */
  record Real(double value) implements Datum {}

  record Bool(boolean value) implements Datum {}

  record Text(String value) implements Datum {}

  /**
   * A bare name out of a choice.
   *
   * @param choices all names of that choice
   */
  record Word(String word, Set<String> choices) implements Datum {
    public Word {
      choices = Set.copyOf(choices);
    }
  }

  /** A list; none of the items is poison. */
  record Many(List<Datum> items) implements Datum {
    public Many {
      items = List.copyOf(items);
    }
  }

  /** Several values of one expression, none of them poison. */
  record Tuple(List<Datum> items) implements Datum {
    public Tuple {
      items = List.copyOf(items);
    }
  }

  /** A size with symbols in it; one without is an {@link Int}. */
  record Size(Dim dim) implements Datum {}

  /** A value of the graph, or a parameter. */
  record Tensor(Operand operand, TensorType type) implements Datum {}

  /** A call with static arguments that makes no node: an initialiser, an optimiser. */
  record Made(Attr attr) implements Datum {}

  /** An op or block without its inputs. */
  record Part(Partial partial) implements Datum {}

  record None() implements Datum {}

  /**
   * No value at all.
   *
   * @param reason why, for the message where one is needed
   */
  record Nothing(String reason) implements Datum {}

  /** In error already; whatever is made of it is poison too, silently. */
  record Poison() implements Datum {}

  None NONE = new None();
  Poison POISON = new Poison();
  Nothing NOTHING = new Nothing("a statement has no value");

  /** A size as a number where it is one. */
  static Datum of(Dim dim) {
    return switch (dim) {
      case Dim.Known(long size) -> new Int(size);
      case Dim.Symbol _, Dim.Expr _, Dim.Unknown _ -> new Size(dim);
    };
  }

  static Datum of(Polynomial polynomial) {
    return polynomial.constant().isPresent()
        ? new Int(polynomial.constant().getAsLong())
        : new Size(Dim.of(polynomial));
  }

  /** A list, or poison if one of the items is. */
  static Datum list(List<Datum> items) {
    return items.contains(POISON) ? POISON : new Many(items);
  }

  /** Several values, or poison if one of them is. */
  static Datum tuple(List<Datum> items) {
    return items.contains(POISON) ? POISON : new Tuple(items);
  }

  /** What it is, for messages: {@code the integer 3}. */
  default String describe() {
    return switch (this) {
      case Int(long value) -> "the integer " + value;
      case Real(double value) -> "the number " + value;
      case Bool(boolean value) -> "`" + value + "`";
      case Text(String value) -> "the text " + Attr.quote(value);
      case Word(String word, _) -> "`" + word + "`";
      case Many(List<Datum> items) -> items.isEmpty() ? "an empty list" : "a list of " + items.size();
      case Tuple(List<Datum> items) -> items.size() + " values";
      case Size(Dim dim) -> "the symbolic size `" + dim + "`";
      case Tensor(_, TensorType type) -> "a tensor " + type;
      case Made(Attr attr) -> "`" + attr + "`";
      case Part(Partial partial) -> "the block `" + partial.written() + "`";
      case None _ -> "`none`";
      case Nothing _ -> "no value";
      case Poison _ -> "an error";
    };
  }

  /** As a message shows it: {@code 3}, {@code f32[N, 3]}. */
  default String show() {
    return switch (this) {
      case Int(long value) -> Long.toString(value);
      case Real(double value) -> Double.toString(value);
      case Bool(boolean value) -> Boolean.toString(value);
      case Text(String value) -> value;
      case Word(String word, _) -> word;
      case Many(List<Datum> items) ->
          String.join(", ", items.stream().map(Datum::show).toList()).transform("[%s]"::formatted);
      case Tuple(List<Datum> items) ->
          String.join(", ", items.stream().map(Datum::show).toList()).transform("(%s)"::formatted);
      case Size(Dim dim) -> dim.toString();
      case Tensor(_, TensorType type) -> type.toString();
      case Made(Attr attr) -> attr.toString();
      case Part(Partial partial) -> partial.written();
      case None _ -> "none";
      case Nothing _ -> "nothing";
      case Poison _ -> "?";
    };
  }

  default boolean poisoned() {
    return this instanceof Poison;
  }

  /** Whether it is a tensor, or a list or tuple that holds one. */
  default boolean dynamic() {
    return switch (this) {
      case Tensor _ -> true;
      case Many(List<Datum> items) -> items.stream().anyMatch(Datum::dynamic);
      case Tuple(List<Datum> items) -> items.stream().anyMatch(Datum::dynamic);
      default -> false;
    };
  }
}
