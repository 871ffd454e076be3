package nacre.onnx;

import java.util.List;
import java.util.Map;
import java.util.Set;
import nacre.driver.ImportedModel;

/**
 * A model as it was imported.
 *
 * @param unsupported nodes that Nacre does not know
 * @param operators   all operators that the model uses
 * @param inputNames  what the model calls the graph's inputs
 */
public record OnnxModel(ImportedModel model, List<Unsupported> unsupported, Set<String> operators,
    Map<String, String> inputNames) {
  public OnnxModel {
    unsupported = List.copyOf(unsupported);
    operators = Set.copyOf(operators);
    inputNames = Map.copyOf(inputNames);
  }
}
