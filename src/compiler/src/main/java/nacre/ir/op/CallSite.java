package nacre.ir.op;

import java.util.List;
import java.util.Map;

import nacre.ir.Attr;
import nacre.ir.TensorType;

/**
 * What one call says, for {@link OpSpec#bind}.
 *
 * @param inputs       types of the inputs, a list of values flattened
 * @param settings     what was said, by name; {@code init} and {@code PARAM_init} choose initialisers
 * @param given        types of the parameters that are handed in
 * @param toggles      parameters switched on or off, by toggle or by parameter name
 * @param channelsLast the model's layout
 */
public record CallSite(List<TensorType> inputs, Map<String, Attr> settings, Map<String, TensorType> given,
    Map<String, Boolean> toggles, boolean channelsLast) {
  public CallSite {
    inputs = List.copyOf(inputs);
    settings = Map.copyOf(settings);
    given = Map.copyOf(given);
    toggles = Map.copyOf(toggles);
  }
}
