package nacre.keras;

import java.util.function.Function;
import nacre.ir.Operand;

/**
 * Which steps of a sequence are to be left out.
 *
 * @param layer  who says so
 * @param values truth values [batch, time], false where a step is left out, as nodes of the layer that asks
 */
public record Mask(String layer, Function<Call, Operand> values) {
  String complaint() {
    return "it leaves out steps that `" + layer + "` masks";
  }
}
