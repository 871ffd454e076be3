package nacre.driver;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

import nacre.ir.Graph;
import nacre.ir.Param;
import nacre.ir.Tensor;
import nacre.ir.WeightEdit;

/** What becomes of bound weights when a fix changes the network. */
public final class WeightChanges {
  private WeightChanges() {}

  /**
   * The contents for the network after the fix, by path in its order: the edits made, in float64, and what it has no
   * parameter for left out. Identical edits are made once: several findings may ask for one change.
   *
   * @param contents what was bound before, by path
   * @throws IllegalArgumentException if a parameter has no contents, or an edit's two parameters have not one shape
   */
  public static SequencedMap<String, Tensor> apply(SequencedMap<String, Tensor> contents, Collection<WeightEdit> edits,
      Graph after) {
    SequencedMap<String, Tensor> changed = new LinkedHashMap<>(contents);
    for (WeightEdit edit : List.copyOf(edits).stream().distinct().toList()) {
      Tensor term = contents(contents, edit.term());
      changed.put(edit.target(), plus(contents(changed, edit.target()), edit.factor(), term));
    }
    SequencedMap<String, Tensor> kept = new LinkedHashMap<>();
    for (Param param : after.params()) {
      kept.put(param.path(), contents(changed, param.path()));
    }
    return kept;
  }

  private static Tensor contents(SequencedMap<String, Tensor> contents, String path) {
    Tensor found = contents.get(path);
    if (found == null) {
      throw new IllegalArgumentException("parameter `" + path + "` has no contents");
    }
    return found;
  }

  private static Tensor plus(Tensor target, double factor, Tensor term) {
    if (!target.type().equals(term.type())) {
      throw new IllegalArgumentException("found " + term.type() + " to add to " + target.type());
    }
    return Tensor.reals(target.dtype(), target.shape(), i -> target.real(i) + factor * term.real(i));
  }
}
