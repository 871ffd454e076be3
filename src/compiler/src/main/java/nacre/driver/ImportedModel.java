package nacre.driver;

import java.nio.file.Path;
import java.util.List;
import nacre.ir.Graph;

/**
 * A model that was read from another framework's file.
 *
 * @param graph   the network; its nodes are located by their names there
 * @param weights the contents of its parameters
 * @param files   files beside the model that hold some of these contents
 */
public record ImportedModel(Graph graph, ImportedWeights weights, List<Path> files) {
  public ImportedModel {
    files = List.copyOf(files);
  }
}
