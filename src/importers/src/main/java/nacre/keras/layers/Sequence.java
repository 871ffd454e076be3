package nacre.keras.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import nacre.ir.Operand;

/**
 * What a recurrent layer makes.
 *
 * @param outputs [batch, time, units], in the order of time
 * @param count   how many states there are
 * @param state   the last ones, [batch, units], as nodes that are added when they are asked for
 */
record Sequence(Operand outputs, int count, IntFunction<Operand> state) {
  Operand last() {
    return state.apply(0);
  }

  List<Operand> states() {
    List<Operand> states = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      states.add(state.apply(i));
    }
    return states;
  }
}
