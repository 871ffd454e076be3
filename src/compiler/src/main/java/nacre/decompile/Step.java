package nacre.decompile;

import java.util.List;
import nacre.ir.Type;

/**
 * One use of something in the whole model, with all its numbers.
 *
 * @param id      what {@link Ref}s to it say
 * @param inputs  the values among the callee's ports, in order
 * @param leaves  those of literal inputs, then those of settings
 * @param implied for each setting whether it need not be said
 * @param tensors what another framework's file calls the parameters in it
 */
record Step(int id, Callee callee, List<Ref> inputs, List<Leaf> leaves, List<Boolean> implied, List<Type> types,
    List<String> tensors) {
  /** A result of a step, or of an input of the model. */
  record Ref(int step, int port) {}

  Step {
    inputs = List.copyOf(inputs);
    leaves = List.copyOf(leaves);
    implied = List.copyOf(implied);
    types = List.copyOf(types);
    tensors = List.copyOf(tensors);
    if (leaves.size() != callee.leaves() || implied.size() != callee.settings().size()) {
      throw new IllegalArgumentException("found " + leaves + " and " + implied + " for " + callee);
    }
  }

  /** How much there is to read where it is used. */
  double cost() {
    double cost = 1;
    int at = (int) callee.ports().stream().filter(Callee.Port::literal).count();
    for (int i = 0; i < callee.settings().size(); i++) {
      cost += implied.get(i) ? 0 : 0.5;
    }
    return cost + 0.25 * at;
  }

  /** What a file calls the parameters in a run. */
  static List<String> tensors(List<Step> run) {
    return run.stream().flatMap(step -> step.tensors().stream()).toList();
  }
}
