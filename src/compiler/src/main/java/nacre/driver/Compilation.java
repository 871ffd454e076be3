package nacre.driver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import nacre.codegen.CodeGenerator;
import nacre.codegen.JavaEmitter;
import nacre.codegen.JavaSource;
import nacre.codegen.PreparedWeights;
import nacre.ir.Weights;
import nacre.kernels.weights.Tensor;
import nacre.passes.Optimized;
import nacre.source.Diagnostic;

/** A model with its plan: ready to be written as Java, or to run at once. */
public record Compilation(LoadedModel model, Parameters parameters, Optimized optimized,
    CodeGenerator.Planned planned) {
  /** What a user may want to know beyond remarks. */
  public List<String> notes() {
    return Stream.concat(Stream.of(parameters.origin()), planned.remarks().stream().map(Diagnostic::message)).toList();
  }

  /** The emitted class, compiled and loaded with its weights. */
  public EmittedModel emitted() {
    return EmittedModel.of(planned, "", parameters.values());
  }

  /** The class that is written; weights are computed only if it requires these and no others. */
  public JavaSource source(String packageName) {
    boolean fixed = planned.graph().weights() instanceof Weights.Fixed;
    return source(packageName, fixed ? PreparedWeights.of(planned, parameters.values()) : List.of());
  }

  private JavaSource source(String packageName, List<Tensor> weights) {
    return JavaEmitter.emit(planned.plan(), packageName, EmittedModel.hash(planned, weights));
  }

  /**
   * Writes the class and its weights below a source root; files that would not change are left alone.
   *
   * @return the files that were written
   */
  public List<Path> write(Path root, String packageName) throws IOException {
    List<Tensor> weights = PreparedWeights.of(planned, parameters.values());
    JavaSource source = source(packageName, weights);
    List<Path> written = new ArrayList<>();
    Path stored = root.resolve(source.weightsPath());
    if (!weights.isEmpty() && OutputFiles.write(stored, weights)) {
      written.add(stored);
    }
    Path java = root.resolve(source.path());
    if (OutputFiles.write(java, source.text())) {
      written.add(java);
    }
    return written;
  }
}
