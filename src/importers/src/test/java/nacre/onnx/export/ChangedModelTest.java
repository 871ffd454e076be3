package nacre.onnx.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nacre.ir.DType;
import nacre.ir.Graph;
import nacre.ir.IrParser;
import nacre.ir.Node;
import nacre.ir.Tensor;
import nacre.onnx.ImportOptions;
import nacre.onnx.OnnxFile;
import nacre.reference.Interpreter;
import nacre.reference.ParamValues;
import nacre.source.InputException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a model of Nacre's says of itself may be wrong once others have changed it, and then counts nothing: it is a model of ONNX
 * that computes the same.
 */
class ChangedModelTest {
  private static final Graph GRAPH = IrParser.parse("""
      graph Net {
        symbol N <= 8
        param $a.weight: f32[4, 3] weight = glorot_uniform
        param $b.weight: f32[2, 4] weight = glorot_uniform
        layer 0 a = dense($a.weight)
        layer 1 b = dense($b.weight)
        %0 x = input: f32[N, 5, 3]
        %1 a = dense(%0, $a.weight, _): f32[N, 5, 4] layer=0
        %2 silu = silu(%1): f32[N, 5, 4]
        %3 b = dense(%2, $b.weight, _): f32[N, 5, 2] layer=1
        input x = %0
        output y = %3
      }
      """);
  private static final ParamValues VALUES =
      (_, param) -> Tensor.reals(param.type().dtype(), param.type().dims().stream()
          .mapToInt(dim -> (int) Use.known(dim)).toArray(), i -> i % 5 - 1.5);

  @TempDir
  Path folder = Path.of("");

  private Path written() throws IOException {
    Path file = folder.resolve("net.onnx");
    assertThat(new OnnxExporter().write(file, GRAPH, VALUES)).containsExactly(file);
    return file;
  }

  private static List<String> ops(Graph graph) {
    return graph.nodes().stream().map(Node::op).map(op -> op.name()).toList();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "nacre.graph | xacre.graph | without the fact, what is said of layers is lost",
    "param $a.weight: f32[4, 3] | param $a.weight: f32[3, 4] | a parameter of another type",
    "graph Net { | graph Net ( | no graph", "x = input: f32[N, 5, 3] | x = input: f32[N, 4, 3] | another input",
    "output y = %1 | output y = %9 | a value that is not there", "nacre.places | nacre.plxces | no places"})
  void whatDoesNotFitIsNoFact(String from, String to, String why) throws IOException {
    Path file = written();
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, replaced(bytes, from, to));
    Graph back = new OnnxFile(file).read(ImportOptions.none()).model().graph();
    assertThat(back.layers()).as(why).isEmpty();
    assertThat(ops(back)).containsExactly("input", "dense", "silu", "dense");
    sameResults(file);
  }

  @Test
  @DisplayName("a function whose op is none is written out, and means what its body says")
  void bodies() throws IOException {
    Path file = written();
    Files.write(file, replaced(Files.readAllBytes(file), "dense(0, 1, _)", "dense(0, 1, ;)"));
    Graph back = new OnnxFile(file).read(ImportOptions.none()).model().graph();
    assertThat(ops(back)).containsExactly("input", "transpose", "matmul", "silu", "transpose", "matmul");
    sameResults(file);
  }

  @Test
  @DisplayName("a function whose op has operands that a call does not hand in is an error of the node")
  void positions() throws IOException {
    Path file = written();
    Files.write(file, replaced(Files.readAllBytes(file), "dense(0, 1, _)", "dense(0, 7, _)"));
    assertThatThrownBy(() -> new OnnxFile(file).read(ImportOptions.none())).isInstanceOf(InputException.class)
        .hasMessageContaining("node 0 `a` (nacre.dense): input 7 is missing");
  }

  private static byte[] replaced(byte[] bytes, String from, String to) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    assertThat(text).contains(from);
    assertThat(to).hasSameSizeAs(from);
    return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void sameResults(Path file) {
    Map<String, Tensor> inputs = Map.of("x", Tensor.reals(DType.F32, new int[] {2, 5, 3}, i -> i % 7 - 3));
    var model = new OnnxFile(file).read(ImportOptions.none()).model();
    double[] found = new Interpreter(model.graph()).run(inputs, model.weights().orElseThrow()).get("y").toReals();
    assertThat(found).containsExactly(new Interpreter(GRAPH).run(inputs, VALUES).get("y").toReals(),
        Offset.offset(1e-9));
  }

  @Test
  @DisplayName("sizes of symbols hold for a model of Nacre's too, and are those that it has")
  void sizes() throws IOException {
    OnnxFile file = new OnnxFile(written());
    assertThat(file.read(new ImportOptions(Map.of("N", 4L), Map.of(), Map.of())).model().graph()
        .node(3).type()).hasToString("f32[4, 5, 2]");
    assertThatThrownBy(() -> file.read(new ImportOptions(Map.of("N", 9L), Map.of(), Map.of())))
        .isInstanceOf(InputException.class);
    assertThatThrownBy(() -> file.read(new ImportOptions(Map.of("H", 4L), Map.of(), Map.of())))
        .isInstanceOf(InputException.class).hasMessageContaining("`H`");
  }
}
