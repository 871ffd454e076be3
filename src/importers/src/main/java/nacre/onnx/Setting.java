package nacre.onnx;

/**
 * An attribute, input or result of an operator, and what Nacre makes of it.
 *
 * @param from  the first version of ONNX in which it is taken so
 * @param until the first one in which it is not any more
 */
public record Setting(String name, int from, int until, Support support) {
  /** In all versions. */
  static Setting always(String name, Support support) {
    return new Setting(name, 1, Integer.MAX_VALUE, support);
  }

  boolean holds(int version) {
    return from <= version && version < until;
  }
}
