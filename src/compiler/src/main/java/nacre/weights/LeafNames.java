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

  /** The names that a parameter of this role may have, Nacre's own first; PyTorch counts the layers of recurrent ones. */
  static List<Leaf> of(Role role, String own) {
    List<Leaf> leaves = new ArrayList<>(List.of(new Leaf(own, role == Role.WEIGHT && isKernel(own))));
    if (own.matches("(weight|bias)_(ih|hh)(_reverse)?")) {
      leaves.add(new Leaf(own.replaceFirst("_(ih|hh)", "_$1_l0"), false));
      return leaves;
    }
    role.words().stream().filter(name -> !name.equals(own)).forEach(name -> leaves.add(new Leaf(name, false)));
    if (role == Role.WEIGHT) {
      leaves.add(new Leaf("kernel", true));
    }
    return leaves;
  }

  /** Whether a name that a weight map gives ends as Keras's do. */
  private static boolean isKernel(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    return last.equals("kernel") || last.equals("kernel:0");
  }

  /**
   * What a file may call a parameter: {@code block.conv2d.kernel}, or as Keras does {@code block/conv2d/kernel}, with
   * {@code :0} behind it in older versions.
   *
   * @param prefix the path of its layer and a dot, or nothing
   */
  static List<String> written(String prefix, Leaf leaf) {
    String keras = prefix.replace('.', '/') + leaf.name();
    return List.of(prefix + leaf.name(), keras, keras + ":0");
  }

  /** Counters that some frameworks keep beside the statistics; nothing needs them. */
  static boolean isIgnored(String name) {
    return name.endsWith("num_batches_tracked");
  }
}
