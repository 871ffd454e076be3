package nacre.importers;

import java.util.Optional;
import java.util.function.Supplier;
import nacre.ir.Init;
import nacre.ir.Role;
import nacre.ir.Tensor;
import nacre.ir.TensorType;

/**
 * A parameter of a layer.
 *
 * @param word     what it is called in the layer, such as {@code weight}
 * @param original what the model's own files call it
 * @param contents of the type; empty if nothing is known of them. They are asked for each time that somebody reads them
 */
public record ParamDraft(Role role, String word, TensorType type, Init init, boolean trainable, String original,
    Optional<Supplier<Tensor>> contents) {
  /** A parameter that training changes, unless its role says otherwise, with the usual start for its role. */
  public static ParamDraft of(Role role, String word, TensorType type, String original,
      Optional<Supplier<Tensor>> contents) {
    return new ParamDraft(role, word, type, start(role), !role.isStatistic(), original, contents);
  }

  private static Init start(Role role) {
    return switch (role) {
      case WEIGHT, OWN -> new Init.HeUniform();
      case GAMMA, RUNNING_VARIANCE -> Init.ONES;
      case BIAS, BETA, RUNNING_MEAN -> Init.ZEROS;
      case SLOPE -> new Init.Constant(0.25);
    };
  }
}
