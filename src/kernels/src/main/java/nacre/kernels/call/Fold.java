package nacre.kernels.call;

/** How several elements become one. */
public enum Fold {
  /** The sum; 0 of none. */
  SUM,
  /** The sum divided by the count; floats only. */
  MEAN,
  /** The greatest, NaN if one is; the lowest number, minus infinity for floats, of none. */
  MAX,
  /** The least, NaN if one is; the greatest number, infinity for floats, of none. */
  MIN,
  /** The product; 1 of none. */
  PRODUCT
}
