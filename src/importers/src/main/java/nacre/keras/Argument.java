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

  /** The results of other layers in it. */
  default Stream<Operand> operands() {
    return switch (this) {
      case Given(Operand operand) -> Stream.of(operand);
      case Said _ -> Stream.of();
      case Several(List<Argument> items) -> items.stream().flatMap(Argument::operands);
    };
  }
}
