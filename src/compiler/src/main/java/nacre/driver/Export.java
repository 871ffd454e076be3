package nacre.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import nacre.ir.Graph;
import nacre.ir.Layer;
import nacre.ir.Node;
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
  /**
   * The model as it is written.
   *
   * @throws RejectedException if its weights do not fit, or extents of them are open
   */
  public static Export source(LoadedModel model, Seeding seeding) {
    OpenParameters.refuse(model);
    return new Export(model, model.graph(), Parameters.of(model, seeding));
  }

  /**
   * The model behind a pipeline.
   *
   * @throws RejectedException if its weights do not fit, or extents of them are open
   */
  public static Export optimised(LoadedModel model, Seeding seeding, Pipeline pipeline, PassOptions options) {
    OpenParameters.refuse(model);
    Parameters parameters = Parameters.of(model, seeding);
    Graph known = model.graph().withWeights(parameters.known());
    return new Export(model, withoutFolded(known, new PassManager(options).run(known, pipeline).graph()), parameters);
  }

  /** Without the layers that passes left no application of: nobody forgot them. */
  private static Graph withoutFolded(Graph source, Graph optimised) {
    Set<String> forgotten = new HashSet<>(source.layers().stream().map(Layer::path).toList());
    applied(source).forEach(forgotten::remove);
    Set<String> applied = applied(optimised);
    List<Layer> kept = new ArrayList<>();
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = 0; i < optimised.layers().size(); i++) {
      Layer layer = optimised.layers().get(i);
      if (applied.contains(layer.path()) || forgotten.contains(layer.path())) {
        places.put(i, kept.size());
        kept.add(layer);
      }
    }
    List<Node> nodes = optimised.nodes().stream().map(node -> new Node(node.id(), node.path(), node.op(),
        node.operands(), node.types(), layer(node, places), node.location())).toList();
    return new Graph(optimised.name(), optimised.inputs(), optimised.outputs(), nodes, optimised.params(), kept,
        optimised.symbols(), optimised.weights(), optimised.training());
  }

  private static Set<String> applied(Graph graph) {
    return graph.nodes().stream().filter(node -> node.layer().isPresent())
        .map(node -> graph.layers().get(node.layer().getAsInt()).path()).collect(Collectors.toSet());
  }

  private static OptionalInt layer(Node node, Map<Integer, Integer> places) {
    Integer place = node.layer().isPresent() ? places.get(node.layer().getAsInt()) : null;
    return place == null ? OptionalInt.empty() : OptionalInt.of(place);
  }

  /**
   * Writes the model in the format that the file's name says.
   *
   * @return the files that were written
   * @throws InputException if there is no such format, the file is the model's own, or the format cannot say the graph
   */
  public List<Path> write(Path file) throws IOException {
    ModelExporter exporter = exporter(file);
    Path own = model.file().path();
    if (Files.exists(file) && Files.isSameFile(file, own)) {
      throw new InputException(file + ": this is the model itself, required another file to write");
    }
    return exporter.write(file, graph, parameters.values());
  }

  /**
   * What keeps others from running what {@link #write} writes, one line each.
   *
   * @throws InputException if there is no such format
   */
  public List<String> concerns(Path file) {
    return exporter(file).concerns(graph);
  }

  private static ModelExporter exporter(Path file) {
    return ServiceLoader.load(ModelExporter.class, ModelExporter.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get).filter(one -> one.writes(file)).findFirst()
        .orElseThrow(() -> new InputException(file + ": found no format of that name, required a file `*.onnx`"));
  }
}
