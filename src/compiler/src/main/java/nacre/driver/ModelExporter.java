package nacre.driver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import nacre.ir.Graph;
import nacre.reference.ParamValues;
import nacre.source.InputException;

/**
 * Writes graphs as models of another framework. Implementations are services, as those of {@link ModelImporter} are. What the
 * one writes the other reads back as the same graph: nodes, ops, operands, types, parameters, layers, inputs, outputs, symbols
 * and their bounds, facts of the training; not where things stood in a text, and not what is known of the weights.
 */
public interface ModelExporter {
  /** Whether the name of a file is that of a model in this format. */
  boolean writes(Path file);

  /** What keeps others from running a model that is written, one line each; nothing where all know all of it. */
  default List<String> concerns(Graph graph) {
    return List.of();
  }

  /**
   * Writes a model, all of it or nothing.
   *
   * @return the files that hold it, the first of them as named
   * @throws InputException with everything in the graph that the format has no words for
   */
  List<Path> write(Path file, Graph graph, ParamValues values) throws IOException;
}
