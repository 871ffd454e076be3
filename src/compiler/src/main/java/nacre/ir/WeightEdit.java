package nacre.ir;

import java.util.List;

/**
 * What must happen to bound weights so that an {@link Edit} keeps the function: {@code target = target + factor *
 * term}, elementwise.
 *
 * @param target path of the parameter that changes
 * @param term   path of the parameter that is added, of the same shape
 */
public record WeightEdit(String target, double factor, String term) {
  /** Nothing to change. */
  public static final List<WeightEdit> NONE = List.of();
}
