package nacre.keras.file;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a layer is in a model: the models and wrappers around it, from the outermost one to the layer itself. Files name
 * layers by different parts of this.
 */
public record LayerPlace(List<Step> steps) {
  /** One step towards a layer. */
  public sealed interface Step {
    /** The name of the layer, from its config. */
    String name();
  }

  /**
   * A layer in a model's list.
   *
   * @param className from its config
   * @param position  how many layers of that class come before it in the list
   */
  public record Listed(String name, String className, int position) implements Step {}

  /**
   * A layer that another one holds.
   *
   * @param attribute Python's name for it, as {@code layer} in a wrapper
   */
  public record Held(String name, String attribute) implements Step {}

  /** The model itself. */
  public static final LayerPlace MODEL = new LayerPlace(List.of());

  public LayerPlace {
    steps = List.copyOf(steps);
  }

  public LayerPlace listed(String name, String className, int position) {
    return with(new Listed(name, className, position));
  }

  public LayerPlace held(String name, String attribute) {
    return with(new Held(name, attribute));
  }

  private LayerPlace with(Step step) {
    List<Step> all = new ArrayList<>(steps);
    all.add(step);
    return new LayerPlace(all);
  }

  /** The name of the innermost layer that a model lists: what it holds goes by that name. */
  String listedName() {
    return steps.reversed().stream().filter(Listed.class::isInstance).findFirst().map(Step::name).orElse("");
  }
}
