package nacre.onnx.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import nacre.driver.ModelExporter;
import nacre.driver.OutputFiles;
import nacre.ir.Graph;
import nacre.reference.ParamValues;
import nacre.source.InputException;

/** Writes {@code .onnx} files, and {@code .onnx.data} beside them for tensors that are too large for one file. */
public final class OnnxExporter implements ModelExporter {
  /** What readers of protobuf take at once, less what is no contents. */
  private static final long MOST_INLINE = 2_000_000_000L;

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
