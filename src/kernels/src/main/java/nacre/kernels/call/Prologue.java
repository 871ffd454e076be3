package nacre.kernels.call;

/**
 * What is done to an input element while it is read; never to the padding, which stays zero.
 *
 * @param affine whether the element is first scaled and shifted by its input channel's constants
 * @param relu whether a negative element then becomes zero
 */
public record Prologue(boolean affine, boolean relu) {

  /** Elements are read as they are. */
  public static final Prologue NONE = new Prologue(false, false);
}
