package nacre.ir.op;

import java.util.List;

import nacre.ir.Operand;
import nacre.ir.Type;

/** Where an op puts the nodes that it wants beside itself, for instance arithmetic over parameters. */
public interface NodeSink {
  /** Adds a node and gives its first result. */
  Operand add(Op op, List<Operand> operands);

  /** The type of an operand that is present. */
  Type type(Operand operand);
}
