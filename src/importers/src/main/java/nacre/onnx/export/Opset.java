package nacre.onnx.export;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import nacre.ir.DType;
import nacre.ir.Graph;
import nacre.ir.TensorType;
import nacre.ir.op.OpaqueOp;

/** The version of ONNX's operators that a model is of: the oldest that has all. */
final class Opset {
  /** The oldest one in which all operators that are written mean what is meant. */
  static final int LEAST = 21;
  /** The first one in which layers take {@code bf16}. */
  private static final int BRAIN_FLOATS = 22;
  /** The newest one in which they mean the same. */
  private static final int NEWEST = 24;

  private Opset() {}

  static int of(Graph graph) {
    return IntStream.concat(IntStream.of(needed(graph)), unknown(graph)).max().orElseThrow();
  }

  private static int needed(Graph graph) {
    boolean brain = Stream.concat(graph.params().stream().map(param -> param.type()),
        graph.nodes().stream().flatMap(node -> node.types().stream()))
        .anyMatch(type -> type instanceof TensorType tensor && tensor.dtype() == DType.BF16);
    return brain ? BRAIN_FLOATS : LEAST;
  }

  /** Those of unknown operators, which must be the file's own. */
  private static IntStream unknown(Graph graph) {
    return graph.nodes().stream().flatMapToInt(node -> node.op() instanceof OpaqueOp op
        && op.domain().equals("ai.onnx") && op.version() <= NEWEST ? IntStream.of(op.version()) : IntStream.empty());
  }
}
