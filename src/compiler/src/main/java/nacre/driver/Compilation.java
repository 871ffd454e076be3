package nacre.driver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import nacre.codegen.CodeGenerator;
import nacre.codegen.JavaEmitter;
import nacre.codegen.JavaSource;
import nacre.codegen.PreparedWeights;
import nacre.ir.Tensor;
import nacre.passes.Optimized;
import nacre.passes.Remark;
import nacre.source.Diagnostic;

/** A model with its plan: ready to be written as Java, or to run at once. */
public record Compilation(LoadedModel model, Parameters parameters, Optimized optimized,
    CodeGenerator.Planned planned) {
  /** What the passes did and did not, then what code generation had to do, each a line with its code. */
  public List<String> remarks() {
    return Stream.concat(
        optimized.remarks().stream().filter(remark -> remark.kind() != Remark.Kind.ANALYSIS).map(Remark::text),
        planned.remarks().stream().map(Compilation::text)).toList();
  }

  private static String text(Diagnostic remark) {
    return "note: " + remark.message() + remark.span().map(span -> " (" + span + ")").orElse("") + " ["
        + remark.id() + "]";
  }

  /**
   * Refuses at once what Java has no memory for; sooner than running would find out, and with the layer's name.
   *
   * @param given inputs that say how many images there are; without any there is one
   */
  public void requireRoom(Map<String, Tensor> given) {
    Room.weights(planned).require();
    Room.workspace(planned, InputShapes.imagesSoFar(planned.plan(), given)).require();
  }

  /** The emitted class, compiled and loaded with its weights. */
  public EmittedModel emitted() {
    return EmittedModel.of(planned, "", parameters.values());
  }

  /** The class that is written. No rewrite relies on the values of weights, so it takes any that fit. */
  public JavaSource source(String packageName) {
    return JavaEmitter.emit(planned.plan(), packageName);
  }

  /** The full name of the class. */
  public String className(String packageName) {
    return source(packageName).qualifiedName();
  }

  /** Where the class and its weights, if it has any, are written. */
  public List<Path> places(SourceRoots roots, String packageName) {
    JavaSource source = source(packageName);
    Path java = roots.sources().resolve(source.path());
    return planned.plan().constants().isEmpty()
        ? List.of(java)
        : List.of(roots.resources().resolve(source.weightsPath()), java);
  }

  /** Writes the class and its weights; files that would not change are left alone. */
  public List<EmittedFile> write(SourceRoots roots, String packageName) throws IOException {
    Room.weights(planned).require();
    List<nacre.kernels.weights.Tensor> weights = PreparedWeights.of(planned, parameters.values());
    JavaSource source = source(packageName);
    List<EmittedFile> files = new ArrayList<>();
    if (!weights.isEmpty()) {
      Path stored = roots.resources().resolve(source.weightsPath());
      files.add(new EmittedFile(stored, OutputFiles.write(stored, weights)));
    }
    Path java = roots.sources().resolve(source.path());
    files.add(new EmittedFile(java, OutputFiles.write(java, roots.encoded(source.text()))));
    return List.copyOf(files);
  }
}
