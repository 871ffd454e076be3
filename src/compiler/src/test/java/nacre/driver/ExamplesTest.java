package nacre.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nacre.data.Picture;
import nacre.data.PictureTensor;
import nacre.ir.Graph;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.op.BatchNorm;
import nacre.lint.LintConfig;
import nacre.passes.PassOptions;
import nacre.passes.Pipeline;
import nacre.passes.Remark;
import nacre.reference.Interpreter;
import nacre.source.Reporter;
import nacre.source.Source;
import nacre.syntax.Formatter;
import nacre.syntax.resolve.ResolveOptions;
import nacre.testing.Checkout;
import nacre.testing.Expectations;
import nacre.weights.Seeding;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** What a newcomer tries first works: examples say what is found in them, are in canonical form, and compute. */
class ExamplesTest {
  private static final Path ROOT = Checkout.root().resolve("examples");
  private static final double TOLERANCE = 1e-4;
  /** The float64 reference takes seconds beyond this many multiply-adds; {@code nacre verify} compares those models. */
  private static final long REFERENCE_LIMIT = 50_000_000;

  private static Stream<DynamicTest> each(Predicate<Path> which, ThrowingConsumer<Path> test)
      throws IOException {
    List<Path> texts;
    try (Stream<Path> files = Files.walk(ROOT)) {
      texts = files.filter(file -> file.toString().endsWith(".nacre")).filter(which).sorted().toList();
    }
    assertThat(texts).isNotEmpty();
    return texts.stream()
        .map(text -> DynamicTest.dynamicTest(ROOT.relativize(text).toString(), () -> test.accept(text)));
  }

  @TestFactory
  @DisplayName("the linter says what the lines expect, and nothing else")
  Stream<DynamicTest> findings() throws IOException {
    return each(_ -> true, text -> {
      LoadedFile file = Compiler.load(text, ResolveOptions.none());
      Source source = file.source().orElseThrow();
      assertThat(Expectations.disagreements(List.of(source), Compiler.lint(file, LintConfig.DEFAULT))).isEmpty();
    });
  }

  @TestFactory
  @DisplayName("`nacre fmt` has nothing to do")
  Stream<DynamicTest> canonical() throws IOException {
    return each(_ -> true, text -> {
      String written = Files.readString(text);
      assertThat(Formatter.format(Source.of(text.toString(), written), new Reporter())).contains(written);
    });
  }

  @TestFactory
  @DisplayName("emitted Java compiles, runs, and gives finite results: those of the reference, where that is quick")
  Stream<DynamicTest> results() throws IOException {
    return each(_ -> true, text -> {
      Compilation compilation = compile(text);
      Graph graph = compilation.model().graph();
      SequencedMap<String, Tensor> inputs = RandomInputs.draw(graph, 1, 1);
      SequencedMap<String, Tensor> found = compilation.emitted().run(inputs);
      found.values().forEach(output -> assertThat(IntStream.range(0, output.elements()))
          .allMatch(i -> Double.isFinite(output.real(i))));
      if (multiplyAdds(graph) <= REFERENCE_LIMIT) {
        var expected = new Interpreter(graph).run(inputs, compilation.parameters().values());
        expected.forEach((name, output) -> assertThat(Verification.error(output, found.getOrDefault(name, output)))
            .as("output " + name).isLessThan(TOLERANCE));
      }
    });
  }

  private static long multiplyAdds(Graph graph) {
    Map<String, Long> one = new HashMap<>();
    graph.symbols().bounds().keySet().forEach(symbol -> one.put(symbol, 1L));
    return graph.nodes().stream().mapToLong(node -> node.op().macs(graph.site(node)).at(one)).sum();
  }

  @TestFactory
  @DisplayName("the trained network reads every sample, which is named for its digit")
  Stream<DynamicTest> digits() throws IOException {
    Compilation compilation = compile(ROOT.resolve("digits/digits.nacre"));
    assertThat(compilation.optimized().tallies()).contains("4 of 4 batch norms folded");
    EmittedModel model = compilation.emitted();
    var input = compilation.model().graph().inputs().getFirst();
    TensorType type = (TensorType) compilation.model().graph().producer(input.value()).type();
    List<Path> samples;
    try (Stream<Path> files = Files.list(ROOT.resolve("digits/samples"))) {
      samples = files.sorted().toList();
    }
    assertThat(samples).hasSizeGreaterThanOrEqualTo(10);
    return samples.stream().map(sample -> DynamicTest.dynamicTest(String.valueOf(sample.getFileName()), () -> {
      Tensor picture = PictureTensor.of(Picture.read(sample), input, type);
      Tensor result = model.run(Map.of(input.name(), picture)).get("digit");
      int best = IntStream.range(0, 10).reduce(0, (a, b) -> result.real(a) >= result.real(b) ? a : b);
      assertThat(String.valueOf(sample.getFileName())).startsWith(best + "-");
    }));
  }

  @Test
  @DisplayName("ResNet-50: 53 batch norms are folded, none is left, and no method is too long to be compiled at run time")
  void resnet50() {
    Compilation compilation = compile(ROOT.resolve("resnet50.nacre"));
    assertThat(compilation.optimized().remarks().stream().filter(remark -> remark.kind() == Remark.Kind.PASSED)
        .map(Remark::message)
        .filter(message -> message.matches("folded batch_norm \\S+ into conv2d \\S+ \\(\\S+:\\d+\\)"))).hasSize(53);
    assertThat(compilation.optimized().graph().nodes()).noneMatch(node -> node.op() instanceof BatchNorm);
    assertThat(EmittedClass.compile(compilation.source("")).classes().values()).allSatisfy(bytes -> ClassFile.of()
        .parse(bytes).methods().forEach(method -> method.code().ifPresent(code -> assertThat(
            ((CodeAttribute) code).codeLength()).as(method.methodName().stringValue()).isLessThanOrEqualTo(8000))));
  }

  private static Compilation compile(Path text) {
    LoadedModel model = Compiler.load(text, ResolveOptions.none()).models().getFirst();
    return Compiler.compile(model, Pipeline.STANDARD, PassOptions.standard(),
        new Seeding(1, Seeding.Scheme.INITIAL));
  }
}
