package nacre.onnx.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nacre.ir.Graph;
import nacre.ir.IrParser;
import nacre.ir.IrPrinter;
import nacre.ir.Tensor;
import nacre.onnx.ImportOptions;
import nacre.onnx.OnnxFile;
import nacre.reference.EvaluationException;
import nacre.reference.ParamValues;
import nacre.source.InputException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file of ONNX can hold has an end: beyond it, tensors lie beside, and what cannot is refused. */
class LargeExportTest {
  private static final ParamValues VALUES =
      (_, param) -> Tensor.reals(param.type().dtype(), param.type().dims().stream()
          .mapToInt(dim -> (int) Use.known(dim)).toArray(), i -> i % 5 - 1.5);

  @TempDir
  Path folder = Path.of("");

  @Test
  @DisplayName("parameters that are too many for one file lie beside it, and nothing is written if they cannot be read")
  void external() throws IOException {
    Graph graph = IrParser.parse("""
        graph Large {
          param $w: f32[300] own = normal(1.0)
          param $v: f32[2] own = normal(1.0)
          %0 w = identity($w): f32[300]
          %1 v = identity($v): f32[2]
          output w = %0
          output v = %1
        }
        """);
    Path file = folder.resolve("large.onnx");
    Path data = folder.resolve("large.onnx.data");
    assertThat(new OnnxExporter(1000).write(file, graph, VALUES)).containsExactly(file, data);
    assertThat(data).hasSize(1200);
    var back = new OnnxFile(file).read(ImportOptions.none()).model();
    for (int i = 0; i < 2; i++) {
      assertThat(back.weights().orElseThrow().of(i, back.graph().params().get(i)))
          .isEqualTo(VALUES.of(i, graph.params().get(i)));
    }
    Path other = folder.resolve("other.onnx");
    for (long inline : new long[] {1000, 2000}) {
      assertThatThrownBy(() -> new OnnxExporter(inline).write(other, graph, ParamValues.none()))
          .isInstanceOf(EvaluationException.class);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(file, data);
    }
  }

  @Test
  @DisplayName("constants of nodes count as well: they drive parameters out of the file, and are refused if they are too many")
  void constants() throws IOException {
    Graph graph = IrParser.parse("""
        graph Constants {
          param $w: f32[300] own = normal(1.0)
          %%0 w = identity($w): f32[300]
          %%1 c = constant {%s}: i64[1000]
          output w = %%0
          output c = %%1
        }
        """.formatted(IntStream.range(0, 1000).mapToObj(Integer::toString).collect(Collectors.joining(", "))));
    Path file = folder.resolve("net.onnx");
    Path data = folder.resolve("net.onnx.data");
    assertThat(new OnnxExporter(20_000).write(file, graph, VALUES)).containsExactly(file);
    assertThat(new OnnxExporter(9000).write(file, graph, VALUES)).containsExactly(file, data);
    assertThat(data).hasSize(1200);
    assertThat(IrPrinter.print(new OnnxFile(file).read(ImportOptions.none()).model().graph(),
        IrPrinter.Detail.WITHOUT_LOCATIONS)).isEqualTo(IrPrinter.print(graph, IrPrinter.Detail.WITHOUT_LOCATIONS));
    Path other = folder.resolve("other.onnx");
    assertThatThrownBy(() -> new OnnxExporter(7000).write(other, graph, VALUES)).isInstanceOf(InputException.class)
        .hasMessageStartingWith("`Constants` cannot be exported: its constants have 8")
        .hasMessageEndingWith(" bytes, required at most 7000; parameters may have more");
    assertThat(other).doesNotExist();
  }
}
