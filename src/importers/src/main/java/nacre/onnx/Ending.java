package nacre.onnx;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import nacre.driver.ImportedModel;
import nacre.importers.InvalidModelException;
import nacre.ir.Graph;
import nacre.ir.Input;
import nacre.ir.Location;
import nacre.ir.Operand;
import nacre.ir.Output;
import nacre.ir.TypeError;
import nacre.ir.Value;
import nacre.ir.op.Identity;
import nacre.onnx.proto.GraphProto;

/**
 * What comes last in a model that says which graph it was: inputs and outputs as they were declared.
 *
 * @param declared the declarations
 * @param external where contents beside the model come from
 */
record Ending(Graph declared, Workshop workshop, Walk walk, ExternalData external) {
  OnnxModel model(GraphProto file, ImportOptions options, List<Unsupported> unsupported, Set<String> operators) {
    for (int i = 0; i < declared.inputs().size(); i++) {
      Input said = declared.inputs().get(i);
      String name = file.inputs().get(i).name();
      workshop.builder.declare(new Input(said.name(), (Value) walk.operand(walk.find(name)), said.picture(),
          new Location.Model(workshop.file, name, i)));
    }
    for (int i = 0; i < declared.outputs().size(); i++) {
      Output said = declared.outputs().get(i);
      String name = file.outputs().get(i).name();
      Location location = new Location.Model(workshop.file, name, i);
      workshop.builder.output(new Output(said.name(), value(name, location), said.labels(), said.top(), location));
    }
    Graph graph = sized(workshop.builder.build(), options.dims());
    return new OnnxModel(new ImportedModel(graph, new OnnxWeights(workshop.weights()), external.files()), unsupported,
        operators,
        workshop.inputNames());
  }

  private static Graph sized(Graph graph, Map<String, Long> dims) {
    try {
      return graph.substitute(dims);
    } catch (TypeError e) {
      throw new InvalidModelException(e.text());
    }
  }

  private Value value(String name, Location location) {
    Operand operand = walk.operand(walk.find(name));
    if (operand instanceof Value value) {
      return value;
    }
    return workshop.add(workshop.paths.unique(name), new Identity(), List.of(operand), OptionalInt.empty(), location)
        .value();
  }
}
