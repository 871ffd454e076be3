package nacre.keras;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import nacre.ir.Operand;

/**
 * What a layer is applied to.
 *
 * @param inOrder as they come
 * @param named   by the names that the layer has for them
 */
public record Arguments(List<Argument> inOrder, SequencedMap<String, Argument> named) {
  public Arguments {
    inOrder = List.copyOf(inOrder);
    named = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(named));
  }

  static Arguments of(List<Operand> operands) {
    return new Arguments(operands.stream().<Argument>map(Argument.Given::new).toList(),
        new LinkedHashMap<>(Map.of()));
  }

  /** All results of other layers, those under names last. */
  public List<Operand> operands() {
    return Stream.concat(inOrder.stream(), named.values().stream()).flatMap(Argument::operands).toList();
  }
}
