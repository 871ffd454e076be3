package nacre.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nacre.driver.ModelLayer;
import nacre.ir.Dim;
import nacre.syntax.resolve.ResolveOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows that Keras prints of a model. */
class RowsTest {
  @TempDir
  Path folder = Path.of("");

  @Test
  void orderOfTheListAndSeveralShapes() throws IOException {
    String input = """
        {"class_name": "InputLayer", "name": "%s", "config": {"name": "%s", "batch_input_shape": [null, %d]},
         "inbound_nodes": []}""";
    Path file = Files.writeString(folder.resolve("m.json"), "{\"class_name\": \"Model\", \"config\": {\"name\": "
        + "\"m\", \"layers\": [" + input.formatted("x", "x", 3) + ", {\"class_name\": \"ReLU\", \"name\": \"r\", "
        + "\"config\": {\"name\": \"r\"}, \"inbound_nodes\": [[[\"x\", 0, 0]], [[\"y\", 0, 0]]]}, "
        + input.formatted("y", "y", 4) + "], \"input_layers\": [[\"x\", 0, 0], [\"y\", 0, 0]], "
        + "\"output_layers\": [[\"r\", 0, 0], [\"r\", 1, 0]]}}");
    assertThat(new KerasImporter().read(file, ResolveOptions.none()).layers())
        .extracting(ModelLayer::name, ModelLayer::shape).map(Object::toString)
        .containsExactly("(\"x\", \"(None, 3)\")", "(\"r\", \"multiple\")", "(\"y\", \"(None, 4)\")");
  }

  @Test
  void parametersOfALayerThatIsNotKnown() throws IOException {
    Path file = Files.writeString(folder.resolve("m.json"), """
        {"class_name": "Sequential", "config": {"name": "m", "layers": [
          {"class_name": "Dense", "config": {"name": "a", "units": 2, "batch_input_shape": [null, 3]}},
          {"class_name": "Lambda", "config": {"name": "l"}},
          {"class_name": "Dense", "config": {"name": "b", "units": 2}}]}}
        """);
    assertThat(new KerasImporter().read(file, ResolveOptions.none()).layers())
        .extracting(ModelLayer::name, ModelLayer::params)
        .containsExactly(tuple("a", Dim.of(8)), tuple("l", Dim.UNKNOWN), tuple("b", Dim.UNKNOWN));
  }
}
