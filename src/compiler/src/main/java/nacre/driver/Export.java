package nacre.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

import nacre.ir.Graph;
import nacre.passes.PassManager;
import nacre.passes.PassOptions;
import nacre.passes.Pipeline;
import nacre.source.InputException;
import nacre.weights.Seeding;

/**
 * A model on its way to another framework.
 *
 * @param graph      as written, or optimised
 * @param parameters their contents; what passes fold is still computed from them
 */
public record Export(LoadedModel model, Graph graph, Parameters parameters) {
  /** The model as it is written. */
  public static Export source(LoadedModel model, Seeding seeding) {
    return new Export(model, model.graph(), Parameters.of(model, seeding));
  }

  /** The model behind a pipeline. */
  public static Export optimised(LoadedModel model, Seeding seeding, Pipeline pipeline, PassOptions options) {
    Parameters parameters = Parameters.of(model, seeding);
    Graph known = model.graph().withWeights(parameters.known());
    return new Export(model, new PassManager(options).run(known, pipeline).graph(), parameters);
  }

  /**
   * Writes the model in the format that the file's name says.
   *
   * @return the files that were written
   * @throws InputException if there is no such format, the file is the model's own, or the format cannot say the graph
   */
  public List<Path> write(Path file) throws IOException {
    ModelExporter exporter = ServiceLoader.load(ModelExporter.class, ModelExporter.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get).filter(one -> one.writes(file)).findFirst()
        .orElseThrow(() -> new InputException(file + ": found no format of that name, required a file `*.onnx`"));
    Path own = model.file().path();
    if (Files.exists(file) && Files.isSameFile(file, own)) {
      throw new InputException(file + ": this is the model itself, required another file to write");
    }
    return exporter.write(file, graph, parameters.values());
  }
}
