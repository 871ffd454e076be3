package nacre.codegen;

import nacre.ir.Operand;
import nacre.ir.TensorType;

/**
 * Something that does not depend on any input: stored folded and rounded once, never packed.
 *
 * @param name   its name in the weights file: the path of a parameter, or of the layer that a prepared value belongs to
 * @param stored its logical type
 */
public record Constant(int id, String name, TensorType stored, Origin origin) {
  /** Where the contents come from. */
  public sealed interface Origin {
    /** A parameter or prepared value of the graph. */
    record Known(Operand operand) implements Origin {}

    /** The same number everywhere, which a kernel asks for where an operand is left out. */
    record Repeated(double value) implements Origin {}
  }
}
