package nacre.syntax.resolve;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import nacre.syntax.TypeSyntax;

/** What a parameter of a block or model takes. */
sealed interface ParamType {
  /** A number, truth value or text. */
  enum Plain implements ParamType {
    INT("an integer"), FLOAT("a number"), BOOL("`true` or `false`"), STRING("a text in double quotes");

    private final String required;

    Plain(String required) {
      this.required = required;
    }

    /** The value as one of this type, if it is one; an integer is a number too. */
    Optional<Datum> take(Datum value) {
      return switch (value) {
        case Datum.Int _, Datum.Size _ when this == INT -> Optional.of(value);
        case Datum.Real _ when this == FLOAT -> Optional.of(value);
        case Datum.Int(long number) when this == FLOAT -> Optional.of(new Datum.Real(number));
        case Datum.Bool _ when this == BOOL -> Optional.of(value);
        case Datum.Text _ when this == STRING -> Optional.of(value);
        default -> Optional.empty();
      };
    }
  }

  /** Any tensor. */
  record AnyTensor() implements ParamType {}

  /** A tensor whose dims bind names. */
  record Shaped(TypeSyntax.TensorOf syntax) implements ParamType {}

  record Choice(List<String> words) implements ParamType {
    public Choice {
      words = List.copyOf(words);
    }
  }

  record ListOf(ParamType element) implements ParamType {}

  record OptionalOf(ParamType type) implements ParamType {}

  /** An op or block without its inputs. */
  record BlockType() implements ParamType {}

  /** Could not be read; takes anything, as poison. */
  record Broken() implements ParamType {}

  AnyTensor TENSOR = new AnyTensor();
  BlockType BLOCK = new BlockType();
  Broken BROKEN = new Broken();

  /** What bare names mean in an argument of this type. */
  default Expect expect() {
    return switch (this) {
      case Choice(List<String> words) -> Expect.words(words);
      case ListOf(ParamType element) -> Expect.listOf(element.expect());
      case OptionalOf(ParamType type) -> type.expect();
      case BlockType _ -> Expect.BLOCK;
      default -> Expect.VALUE;
    };
  }

  /** What is required, for messages: {@code an integer}. */
  default String required() {
    return switch (this) {
      case Plain plain -> plain.required;
      case AnyTensor _, Shaped _ -> "a tensor";
      case Choice(List<String> words) -> words.stream().map(w -> "`" + w + "`").collect(Collectors.joining(" or "));
      case ListOf(ParamType element) -> "a list, each element " + element.required();
      case OptionalOf(ParamType type) -> type.required() + ", or `none`";
      case BlockType _ -> "an op or block, such as `relu`";
      case Broken _ -> "anything";
    };
  }

  /** Whether it takes values of the graph. */
  default boolean isTensor() {
    return switch (this) {
      case AnyTensor _, Shaped _ -> true;
      case OptionalOf(ParamType type) -> type.isTensor();
      default -> false;
    };
  }

  /** Whether it takes only what is known while a model is expanded. */
  default boolean isStatic() {
    return switch (this) {
      case Plain _, Choice _ -> true;
      case ListOf(ParamType element) -> element.isStatic();
      case OptionalOf(ParamType type) -> type.isStatic();
      default -> false;
    };
  }
}
