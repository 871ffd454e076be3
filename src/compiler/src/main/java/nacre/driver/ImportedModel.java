package nacre.driver;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nacre.ir.Graph;
import nacre.lint.Vocabulary;
import nacre.source.Diagnostic;
import nacre.source.Severity;
import nacre.source.Source;
import nacre.source.Span;

/**
 * A model that was read from another framework's file.
 *
 * @param graph   the network; its nodes are located by their names there
 * @param weights the contents of its parameters; empty if no file has them
 * @param files   files beside the model of which it was made too
 * @param sources texts in which nodes are located
 * @param notes   what there is to say about the file itself
 * @param layers  what the framework counts as its layers, or none where that is the nodes
 * @param words   of the framework, for findings
 */
public record ImportedModel(Graph graph, Optional<ImportedWeights> weights, List<Path> files, List<Source> sources,
    List<Diagnostic> notes, List<ModelLayer> layers, Vocabulary words) {
  public ImportedModel {
    files = List.copyOf(files);
    sources = List.copyOf(sources);
    notes = List.copyOf(notes);
    layers = List.copyOf(layers);
  }

  /** Something to say about a file that is no fault of its model. */
  public static Diagnostic note(String message) {
    return new Diagnostic(Diagnostics.MODEL_FILE, Severity.INFO, Optional.empty(), message, List.of(), List.of());
  }

  /** The same about a place in a file that is a text. */
  public static Diagnostic note(Span place, String message) {
    return Diagnostic.info(Diagnostics.MODEL_FILE, place, message);
  }

  /** A model whose framework has no words of its own. */
  public ImportedModel(Graph graph, Optional<ImportedWeights> weights, List<Path> files, List<Source> sources,
      List<Diagnostic> notes, List<ModelLayer> layers) {
    this(graph, weights, files, sources, notes, layers, Vocabulary.NACRE);
  }

  /** The same, of which findings are told in the words of its framework. */
  public ImportedModel with(Vocabulary framework) {
    return new ImportedModel(graph, weights, files, sources, notes, layers, framework);
  }

  /** A model of one binary file and what lies beside it. */
  public ImportedModel(Graph graph, ImportedWeights weights, List<Path> files) {
    this(graph, Optional.of(weights), files, List.of(), List.of(), List.of());
  }
}
