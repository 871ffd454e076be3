package nacre.lint;

import java.util.List;
import nacre.ir.Edit;
import nacre.ir.WeightEdit;

/**
 * What would resolve a finding. Edits are said in words by the {@link Vocabulary} of the network.
 *
 * @param safe    whether the network computes the same afterwards, with {@code weights} applied to what is bound
 * @param weights what must happen to bound weights; empty where nothing must
 */
public record Repair(boolean safe, List<Edit> edits, List<WeightEdit> weights) {
  public Repair {
    edits = List.copyOf(edits);
    weights = List.copyOf(weights);
  }

  public static Repair safe(Edit... edits) {
    return new Repair(true, List.of(edits), WeightEdit.NONE);
  }

  public static Repair unsafe(Edit... edits) {
    return new Repair(false, List.of(edits), WeightEdit.NONE);
  }
}
