package nacre.keras;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  static final String TRAINING = "training";

  public Arguments {
    inOrder = List.copyOf(inOrder);
    named = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(named));
  }

  static Arguments of(List<Operand> operands) {
    return new Arguments(operands.stream().<Argument>map(Argument.Given::new).toList(),
        new LinkedHashMap<>(Map.of()));
  }

  /** What says whether it is applied as in training, if anything does. */
  Optional<Argument> training() {
    return Optional.ofNullable(named.get(TRAINING)).filter(argument -> !argument.isNothing());
  }

  /** The same within what is applied as in training, or not: what is said here goes before that. */
  Arguments within(Optional<Argument> around) {
    if (around.isEmpty() || training().isPresent()) {
      return this;
    }
    SequencedMap<String, Argument> more = new LinkedHashMap<>(named);
    more.put(TRAINING, around.get());
    return new Arguments(inOrder, more);
  }

  /** Why a model is not known that is applied to these: it takes operands, and whether they are of the training. */
  Optional<String> complaint() {
    if (inOrder.stream().anyMatch(Argument::isConstant)) {
      return Optional.of("a constant is among its operands");
    }
    return named.entrySet().stream().filter(entry -> !entry.getValue().isNothing())
        .filter(entry -> !entry.getKey().equals(TRAINING) || entry.getValue().operands().findAny().isPresent())
        .map(entry -> "nothing is known of its argument `" + entry.getKey() + "`").findFirst();
  }

  /** All results of other layers, those under names last. */
  public List<Operand> operands() {
    return Stream.concat(inOrder.stream(), named.values().stream()).flatMap(Argument::operands).toList();
  }
}
