package nacre.lint;

import java.util.List;

import nacre.ir.Edit;
import nacre.ir.WeightEdit;

/**
 * What would resolve a finding.
 *
 * @param title   as a command, for instance {@code set `bias=false`}
 * @param safe    whether the network computes the same afterwards, with {@code weights} applied to what is bound
 * @param weights what must happen to bound weights; empty where nothing must
 */
public record Repair(String title, boolean safe, List<Edit> edits, List<WeightEdit> weights) {
  public Repair {
    edits = List.copyOf(edits);
    weights = List.copyOf(weights);
  }

  public static Repair safe(String title, Edit... edits) {
    return new Repair(title, true, List.of(edits), WeightEdit.NONE);
  }

  public static Repair unsafe(String title, Edit... edits) {
    return new Repair(title, false, List.of(edits), WeightEdit.NONE);
  }
}
