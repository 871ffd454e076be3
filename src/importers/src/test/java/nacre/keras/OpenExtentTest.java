package nacre.keras;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import nacre.ir.IrPrinter;
import nacre.syntax.resolve.ResolveOptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A layer that is unknown only because sizes are open says what to do, and that is enough to know it. */
class OpenExtentTest {
  private static final String MODEL = """
      {"class_name": "Sequential", "config": [
        {"class_name": "Conv2D", "config": {"name": "c", "filters": 4, "kernel_size": [3, 3],
          "batch_input_shape": [null, null, null, 3]}},
        {"class_name": "Flatten", "config": {"name": "f"}},
        {"class_name": "Dense", "config": {"name": "d", "units": 2}}]}""";

  @TempDir
  Path folder = Path.of("");

  private String graph(Map<String, Long> dims) throws IOException {
    Path file = Files.writeString(folder.resolve("m.json"), MODEL);
    ResolveOptions options = new ResolveOptions(Optional.empty(), Map.of(), dims);
    return IrPrinter.print(new KerasImporter().read(file, options).graph());
  }

  @Test
  @DisplayName("every symbol that a size depends on is named, and sizes for all of them make the layer known")
  void sizes() throws IOException {
    assertThat(graph(Map.of())).contains("d = opaque(",
        "\"one of its extents is not known; say it with --dim c_input_1=224 --dim c_input_2=224\"");
    assertThat(graph(Map.of("c_input_1", 224L))).contains("is not known; say it with --dim c_input_2=224\"");
    assertThat(graph(Map.of("c_input_1", 224L, "c_input_2", 224L))).doesNotContain("opaque(");
  }
}
