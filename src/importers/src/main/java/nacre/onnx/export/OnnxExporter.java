package nacre.onnx.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import nacre.driver.ModelExporter;
import nacre.driver.OutputFiles;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.op.OpaqueOp;
import nacre.reference.ParamValues;
import nacre.source.InputException;

/** Writes {@code .onnx} files, and {@code .onnx.data} beside them for tensors that are too large for one file. */
public final class OnnxExporter implements ModelExporter {
  /** What readers of protobuf take at once, less what is no contents. */
  private static final long MOST_INLINE = 2_000_000_000L;

  /** So many kinds of operators are named. */
  private static final int MOST_NAMED = 8;

  private final long mostInline;

  public OnnxExporter() {
    this(MOST_INLINE);
  }

  OnnxExporter(long mostInline) {
    this.mostInline = mostInline;
  }

  @Override
  public boolean writes(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".onnx");
  }

  /** Operators of sets that are not ONNX's; those that are written as functions have a meaning in ONNX. */
  @Override
  public List<String> concerns(Graph graph) {
    List<String> foreign = graph.nodes().stream().map(Node::op)
        .flatMap(op -> op instanceof OpaqueOp opaque && !isStandard(opaque)
            ? Stream.of("`" + opaque.domain() + ":" + opaque.opaqueName() + "`")
            : Stream.empty())
        .toList();
    List<String> kinds = foreign.stream().distinct().toList();
    return foreign.isEmpty() ? List.of() : List.of(foreign.size()
        + (foreign.size() == 1 ? " operator is not ONNX's: " : " operators are not ONNX's: ")
        + String.join(", ", kinds.subList(0, Math.min(MOST_NAMED, kinds.size())))
        + (kinds.size() > MOST_NAMED ? ", ..." : "") + "; other runtimes cannot run this");
  }

  private static boolean isStandard(OpaqueOp op) {
    return op.domain().equals("ai.onnx") || op.domain().startsWith("ai.onnx.");
  }

  @Override
  public List<Path> write(Path file, Graph graph, ParamValues values) throws IOException {
    ModelFile model = GraphExport.of(graph);
    long fixed = model.fixedBytes();
    if (fixed > mostInline) {
      throw new InputException("`" + graph.name() + "` cannot be exported: its constants have " + fixed
          + " bytes, required at most " + mostInline + "; parameters may have more");
    }
    if (fixed + model.bytes() <= mostInline) {
      OutputFiles.write(file, fresh -> model.write(fresh, values));
      return List.of(file);
    }
    Path data = file.resolveSibling(file.getFileName() + ".data");
    OutputFiles.write(file, data,
        (fresh, beside) -> model.write(fresh, beside, String.valueOf(data.getFileName()), values));
    return List.of(file, data);
  }
}
