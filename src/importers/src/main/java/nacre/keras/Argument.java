package nacre.keras;

import java.util.List;
import java.util.stream.Stream;
import nacre.ir.Operand;
import nacre.keras.file.JsonValue;

/** What a layer is applied to: results of other layers, or what the model says. */
public sealed interface Argument {
  record Given(Operand operand) implements Argument {}

  record Said(JsonValue value) implements Argument {}

  record Several(List<Argument> items) implements Argument {
    public Several {
      items = List.copyOf(items);
    }
  }

  /** Whether it says nothing, as a mask of Python's {@code None}s does. */
  default boolean isNothing() {
    return switch (this) {
      case Given _ -> false;
      case Said(JsonValue value) -> isNothing(value);
      case Several(List<Argument> items) -> items.stream().allMatch(Argument::isNothing);
    };
  }

  private static boolean isNothing(JsonValue value) {
    return value.isNull() || Values.isList(value) && Values.items(value).stream().allMatch(JsonValue::isNull);
  }

  /** Whether it says something that is no result of another layer. */
  default boolean isConstant() {
    return switch (this) {
      case Given _ -> false;
      case Said _ -> !isNothing();
      case Several(List<Argument> items) -> items.stream().anyMatch(Argument::isConstant);
    };
  }

  /** The results of other layers in it. */
  default Stream<Operand> operands() {
    return switch (this) {
      case Given(Operand operand) -> Stream.of(operand);
      case Said _ -> Stream.of();
      case Several(List<Argument> items) -> items.stream().flatMap(Argument::operands);
    };
  }
}
