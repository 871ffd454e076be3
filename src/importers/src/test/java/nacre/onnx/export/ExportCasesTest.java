package nacre.onnx.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import nacre.ir.Graph;
import nacre.ir.IrParser;
import nacre.ir.IrPrinter;
import nacre.ir.Tensor;
import nacre.onnx.ImportOptions;
import nacre.onnx.OnnxFile;
import nacre.reference.ParamValues;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each case is a graph and the model that says it: {@code [graph] [model]}. People read there which operators of ONNX an op
 * becomes; {@code -Dnacre.bless} writes models. Every model comes back as its graph.
 */
class ExportCasesTest {
  @TempDir
  Path folder = Path.of("");

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(Resources.folder("nacre/export"))) {
      files = found.sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(5);
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), file.toUri(), () -> check(file)));
  }

  private void check(Path file) throws IOException {
    String text = Files.readString(file);
    int graphAt = text.indexOf("[graph]\n") + "[graph]\n".length();
    int modelAt = text.indexOf("[model]\n");
    String said = text.substring(graphAt, modelAt < 0 ? text.length() : modelAt).strip() + "\n";
    Graph graph = IrParser.parse(said);
    Path model = folder.resolve("case.onnx");
    new OnnxExporter().write(model, graph, ExportCasesTest.zeros());
    OnnxFile written = new OnnxFile(model);
    String shown = ModelPrinter.print(written.model());
    if (System.getProperty("nacre.bless") != null) {
      Files.writeString(file, text.substring(0, graphAt) + said + "\n[model]\n" + shown);
    } else {
      assertEquals(modelAt < 0 ? "" : text.substring(modelAt + "[model]\n".length()), shown);
    }
    assertEquals(said, IrPrinter.print(written.read(ImportOptions.none()).model().graph(),
        IrPrinter.Detail.WITHOUT_LOCATIONS));
  }

  static ParamValues zeros() {
    return (_, param) -> {
      int[] shape = param.type().dims().stream().mapToInt(dim -> Math.toIntExact(Use.known(dim))).toArray();
      return param.type().dtype().isReal()
          ? Tensor.reals(param.type().dtype(), shape, _ -> 0)
          : Tensor.integers(param.type().dtype(), shape, _ -> 0);
    };
  }
}
