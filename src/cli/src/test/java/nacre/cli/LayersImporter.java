package nacre.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nacre.caffe.CaffeWords;
import nacre.driver.ImportedModel;
import nacre.driver.ModelImporter;
import nacre.ir.Graph;
import nacre.ir.Layer;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.source.Diagnostic;
import nacre.source.InputException;
import nacre.source.Reporter;
import nacre.source.Source;
import nacre.syntax.resolve.DiskFiles;
import nacre.syntax.resolve.ResolveOptions;
import nacre.syntax.resolve.Resolver;

/**
 * Reads models of a framework that this test makes up: texts of Nacre named {@code .layers}, whose nodes are layers at
 * their lines. Lines that begin with {@code #!} are notes on the file.
 */
public final class LayersImporter implements ModelImporter {
  @Override
  public boolean reads(Path file) {
    return file.toString().endsWith(".layers");
  }

  @Override
  public boolean recognizes(Path file) {
    return reads(file) && text(file).contains("model");
  }

  @Override
  public ImportedModel read(Path file, ResolveOptions options) {
    Source text = Source.of(file.toString(), text(file));
    Reporter reporter = new Reporter();
    ResolveOptions any = new ResolveOptions(Optional.empty(), options.set(), options.dims());
    List<Graph> graphs = Resolver.resolve(text, new DiskFiles(), any, reporter).models().stream()
        .map(model -> model.graph()).toList();
    reporter.diagnostics().stream().findFirst().ifPresent(error -> {
      throw new InputException(error.span().orElseThrow(), text, error.message());
    });
    if (graphs.size() != 1) {
      throw new InputException(file + ": found no network");
    }
    List<Diagnostic> notes = text.text().lines().filter(line -> line.startsWith("#!"))
        .map(line -> ImportedModel.note(line.substring(2).strip())).toList();
    return new ImportedModel(moved(graphs.getFirst()), Optional.empty(), List.of(), List.of(text), notes, List.of())
        .with(new CaffeWords());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Graph moved(Graph graph) {
    List<Node> nodes = graph.nodes().stream().map(node -> new Node(node.id(), node.path(), node.op(), node.operands(),
        node.types(), node.layer(), moved(node.location(), node.path()))).toList();
    List<Layer> layers = graph.layers().stream().map(layer -> new Layer(layer.path(), layer.kind(), layer.params(),
        moved(layer.location(), layer.path()))).toList();
    return new Graph(graph.name(), graph.inputs(), graph.outputs(), nodes, graph.params(), layers, graph.symbols(),
        graph.weights(), graph.training());
  }

  private static Location moved(Location location, String layer) {
    return new Location.Model("model", layer, -1, location.inText());
  }
}
