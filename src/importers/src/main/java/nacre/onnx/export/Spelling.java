package nacre.onnx.export;

import java.util.List;
import nacre.ir.op.Op;

/** How one op is said in operators of ONNX. */
@FunctionalInterface
public interface Spelling<O extends Op> {
  /**
   * Adds the operators that mean the same.
   *
   * @return the names of the op's results
   * @throws InexpressibleException where there are none
   */
  List<String> spell(O op, Use use);
}
