package nacre.weights;

import java.util.ArrayList;
import java.util.List;

import nacre.ir.Role;

/** What the frameworks call a layer's parameters: the last segment of a name in a weight file. */
final class LeafNames {
  /**
   * A name, and whether the contents are laid out as Keras lays out kernels: inputs before outputs, window first.
   */
  record Leaf(String name, boolean kernel) {}

  private LeafNames() {}

  /** The names that a parameter of this role may have, Nacre's own first. */
  static List<Leaf> of(Role role, String own) {
    List<String> plain = switch (role) {
      case WEIGHT -> List.of("weight");
      case BIAS -> List.of("bias");
      case GAMMA -> List.of("gamma", "weight", "scale");
      case BETA -> List.of("beta", "bias", "shift");
      case RUNNING_MEAN -> List.of("running_mean", "moving_mean");
      case RUNNING_VARIANCE -> List.of("running_variance", "running_var", "moving_variance");
      case SLOPE -> List.of("slope", "weight", "alpha");
      case OWN -> List.of();
    };
    List<Leaf> leaves = new ArrayList<>(List.of(new Leaf(own, false)));
    plain.stream().filter(name -> !name.equals(own)).forEach(name -> leaves.add(new Leaf(name, false)));
    if (role == Role.WEIGHT) {
      leaves.add(new Leaf("kernel", true));
    }
    return leaves;
  }

  /** Counters that some frameworks keep beside the statistics; nothing needs them. */
  static boolean isIgnored(String name) {
    return name.endsWith("num_batches_tracked");
  }
}
