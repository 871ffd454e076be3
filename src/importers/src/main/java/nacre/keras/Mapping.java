package nacre.keras;

import java.util.List;
import nacre.ir.Operand;

/** Adds the nodes that a layer means. */
@FunctionalInterface
public interface Mapping {
  /**
   * The results.
   *
   * @throws nacre.importers.UnsupportedException if Nacre does not compute it
   */
  List<Operand> map(Call call);
}
