package nacre.kernels.weights;

/**
 * The constants of one step, arranged for the kernels of this machine; empty until {@link Weights#pack}.
 *
 * <p>{@code panels} holds the matrix in panels, each of as many rows (convolution) or columns (product) as a tile has, and
 * within a panel by depth; missing rows and columns are zeros. {@code bias} has one element per output channel or column,
 * padded to whole panels, and is zero where the step has none.
 */
public final class Packed {

  /** No constants at all. */
  public static final Packed NOTHING = new Packed();

  private float[] panels = {};
  private float[] bias = {};
  private float[] scale = {};
  private float[] shift = {};

  Packed() {}

  void fill(float[] newPanels, float[] newBias) {
    panels = newPanels;
    bias = newBias;
  }

  void fillAffine(float[] newScale, float[] newShift) {
    scale = newScale;
    shift = newShift;
  }

  public float[] panels() {
    return panels;
  }

  public float[] bias() {
    return bias;
  }

  /** What a prologue multiplies the elements of each input channel by; empty without one. */
  public float[] scale() {
    return scale;
  }

  /** What a prologue then adds to the elements of each input channel; empty without one. */
  public float[] shift() {
    return shift;
  }
}
