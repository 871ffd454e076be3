package nacre.generated;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import nacre.codegen.JavaSource;
import nacre.driver.Compiler;
import nacre.driver.LoadedModel;
import nacre.passes.PassOptions;
import nacre.passes.Pipeline;
import nacre.syntax.resolve.ResolveOptions;
import nacre.testing.Checkout;
import nacre.weights.Seeding;

/**
 * The Java of three examples: a small network with trained weights, one with channels last, and one with residual sums.
 */
final class EmittedExamples {
  private static final List<String> TEXTS = List.of("digits/digits.nacre", "cnn200.nacre", "resnet50.nacre");

  private EmittedExamples() {}

  /** The sources by file name. */
  static Map<String, String> all() {
    Map<String, String> sources = new TreeMap<>();
    TEXTS.forEach(text -> {
      JavaSource source = emit(Checkout.root().resolve("examples").resolve(text));
      sources.put(source.path().toString(), source.text());
    });
    return sources;
  }

  /** What {@code nacre compile} writes. */
  static JavaSource emit(Path text) {
    LoadedModel model = Compiler.load(text, ResolveOptions.none()).models().getFirst();
    return Compiler.compile(model, Pipeline.STANDARD, PassOptions.standard(), new Seeding(1, Seeding.Scheme.INITIAL))
        .source("");
  }
}
