package nacre.conformance;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import nacre.driver.Compiler;
import nacre.driver.ImportedModel;
import nacre.driver.LoadedFile;
import nacre.driver.LoadedModel;
import nacre.ir.Graph;
import nacre.ir.Tensor;
import nacre.ir.Weights;
import nacre.passes.PassManager;
import nacre.passes.PassOptions;
import nacre.passes.Pipeline;
import nacre.reference.Interpreter;
import nacre.syntax.resolve.ResolveOptions;
import nacre.weights.Seeding;

/** Runs a model in one of the compiler's modes. */
final class Computed {
  private Computed() {}

  static SequencedMap<String, Tensor> by(Mode mode, Path file, ImportedModel model, Map<String, Tensor> inputs) {
    return switch (mode) {
      case REFERENCE ->
          new Interpreter(model.graph(), Interpreter.Precision.FLOAT32).run(inputs, model.weights().orElseThrow());
      case UNFOLDED -> interpreted(model, Pipeline.LEGALIZE, inputs);
      case FOLDED -> interpreted(model, Pipeline.STANDARD, inputs);
      case EMITTED_SCALAR -> emitted(file, model).emitted().on("scalar").run(inputs);
      case EMITTED_VECTOR -> emitted(file, model).emitted().run(inputs);
    };
  }

  private static SequencedMap<String, Tensor> interpreted(ImportedModel model, Pipeline pipeline,
      Map<String, Tensor> inputs) {
    Graph graph = model.graph().withWeights(new Weights.Fixed(model.weights().orElseThrow().hash()));
    Graph changed = new PassManager(PassOptions.standard()).run(graph, pipeline).graph();
    return new Interpreter(changed, Interpreter.Precision.FLOAT32).run(inputs, model.weights().orElseThrow());
  }

  private static nacre.driver.Compilation emitted(Path file, ImportedModel model) {
    LoadedFile loaded =
        new LoadedFile(file, ResolveOptions.none(), List.of(), Optional.empty(), Optional.of(model), List.of());
    return Compiler.compile(new LoadedModel(loaded, new LoadedModel.Imported(model)), Pipeline.STANDARD,
        PassOptions.standard(), new Seeding(1, Seeding.Scheme.INITIAL));
  }
}
