package nacre.onnx.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nacre.driver.ImportedModel;
import nacre.ir.IrPrinter;
import nacre.onnx.ImportOptions;
import nacre.onnx.Models;
import nacre.onnx.OnnxFile;
import nacre.source.InputException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The models of the importer's cases go out and come in again as the same graphs, with the same weights: what the importer makes
 * of strange models is what an exporter must be able to say.
 */
class ImportedAgainTest {
  @TempDir
  Path folder = Path.of("");

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(Resources.folder("nacre/onnx"))) {
      files = found.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(10);
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), file.toUri(), () -> check(file)));
  }

  private static String section(String text) {
    String from = text.substring(text.indexOf("[model]") + "[model]".length());
    return from.substring(0, from.indexOf("\n[")).strip();
  }

  /** Cases with unknown operators that have changed since, that have bodies or take sequences: the nodes that are refused. */
  private static final Map<String, List<String>> REFUSED = """
      generators-refused.txt constant constant_of_shape
      generators-unsupported.txt constant constant_of_shape
      loop-never.txt loop
      loop-unsupported.txt loop loop_1 loop_2 if
      norms-batch-old.txt batch_normalization
      norms-groups-old.txt group_normalization
      pieces-unsupported.txt pad pad_1 pad_2 split
      scan-unknown.txt scan
      scan-unsupported.txt scan
      sequence-unsupported.txt sequence_at sequence_length
      shapes-doubtful.txt reshape
      shapes-partly-known.txt constant_of_shape reshape_1 reshape_2
      shapes-symbolic.txt reshape reshape_1 split
      shapes-unsupported-old.txt dropout tile cast
      shapes-unsupported.txt reshape cast cast_1 squeeze unsqueeze
      unknown-body.txt loop
      unknown.txt relu gelu
      windows-unsupported.txt average_pool lp_pool
      """.lines().map(line -> List.of(line.split(" ")))
      .collect(Collectors.toUnmodifiableMap(List::getFirst, words -> words.subList(1, words.size())));

  private void check(Path file) throws IOException {
    String text = Files.readString(file);
    Path model = folder.resolve("case.onnx");
    Files.write(model, Models.of(section(text)));
    ImportedModel imported = new OnnxFile(model).read(ImportOptions.none()).model();
    Path again = folder.resolve("again.onnx");
    Files.deleteIfExists(again);
    List<String> refused = REFUSED.getOrDefault(String.valueOf(file.getFileName()), List.of());
    if (!refused.isEmpty()) {
      assertThatThrownBy(() -> new OnnxExporter().write(again, imported.graph(), imported.weights().orElseThrow()))
          .isInstanceOf(InputException.class)
          .satisfies(refusal -> assertThat(refused)
              .allSatisfy(path -> assertThat(refusal).hasMessageContaining("`" + path + "` (")));
      assertThat(again).doesNotExist();
      return;
    }
    new OnnxExporter().write(again, imported.graph(), imported.weights().orElseThrow());
    ImportedModel back = new OnnxFile(again).read(ImportOptions.none()).model();
    assertThat(IrPrinter.print(back.graph(), IrPrinter.Detail.WITHOUT_LOCATIONS))
        .isEqualTo(IrPrinter.print(imported.graph(), IrPrinter.Detail.WITHOUT_LOCATIONS));
    for (int i = 0; i < back.graph().params().size(); i++) {
      assertThat(back.weights().orElseThrow().of(i, back.graph().params().get(i)))
          .isEqualTo(imported.weights().orElseThrow().of(i, imported.graph().params().get(i)));
    }
  }
}
