package nacre.conformance;

import java.nio.file.Path;
import java.util.List;

/**
 * A model with inputs and the results that they should give.
 *
 * @param name where it is, from the folder that was asked for
 */
public record Case(String name, Path model, List<DataSet> data) {
  public Case {
    data = List.copyOf(data);
  }

  /** Files of tensors, in the order of the model's inputs and outputs. */
  public record DataSet(List<Path> inputs, List<Path> outputs) {
    public DataSet {
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
    }
  }
}
