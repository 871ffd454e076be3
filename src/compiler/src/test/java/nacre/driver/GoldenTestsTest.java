package nacre.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import nacre.codegen.GoldenTestEmitter;
import nacre.codegen.JavaEmitter;
import nacre.ir.Graph;
import nacre.ir.IrParser;
import nacre.ir.Param;
import nacre.ir.Tensor;
import nacre.kernels.FmaPeak;
import nacre.kernels.weights.Safetensors;
import nacre.kernels.weights.SafetensorsWriter;
import nacre.passes.PassOptions;
import nacre.passes.Pipeline;
import nacre.reference.ParamValues;
import nacre.source.InputException;
import nacre.syntax.resolve.ResolveOptions;
import nacre.testing.RandomChains;
import nacre.testing.RandomGraphs;
import nacre.testing.RandomValues;
import nacre.weights.Seeding;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tests that users get: they pass where the class is right, on any kernels, and fail where it or its weights are not. */
class GoldenTestsTest {
  @TempDir
  Path folder;

  private static Compilation compile(LoadedModel model) {
    return Compiler.compile(model, Pipeline.STANDARD, PassOptions.standard(),
        new Seeding(1, Seeding.Scheme.INITIAL));
  }

  /** As an imported model: with any parameters. */
  private static Compilation compile(Graph graph, long seed) {
    ParamValues values = ParamValues.byPath(RandomValues.params(graph, seed));
    ImportedWeights weights = new ImportedWeights() {
      @Override
      public String hash() {
        return "0".repeat(64);
      }

      @Override
      public Tensor of(int index, Param param) {
        return values.of(index, param);
      }
    };
    ImportedModel model = new ImportedModel(graph, weights, List.of());
    LoadedFile file =
        new LoadedFile(Path.of("drawn.ir"), ResolveOptions.none(), List.of(), Optional.empty(), Optional.of(model),
            List.of());
    return compile(file.models().getFirst());
  }

  private static Compilation compile(String ir) {
    return compile(IrParser.parse(ir), 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"digits/digits.nacre", "lstm_tagger.nacre", "mlp.nacre", "siamese.nacre",
    "mnist_batch_statistics.nacre"})
  @DisplayName("examples prove themselves, on this machine's kernels and on those in plain Java")
  void examples(String name) throws IOException, ReflectiveOperationException {
    Compilation compilation = compile(ModelTexts.example(name));
    UserBuild build = UserBuild.in(folder).write(compilation, "org.example").compile();
    String test = compilation.source("org.example").qualifiedName() + "GoldenTest";
    assertThat(build.run(test)).hasSize(2).allSatisfy((_, thrown) -> assertThat(thrown).isEmpty());
    assertThat(build.run(test, "scalar")).allSatisfy((_, thrown) -> assertThat(thrown).isEmpty());
  }

  @Test
  @DisplayName("so do graphs that nobody thought of, with ports of all kinds")
  void drawn() throws IOException, ReflectiveOperationException {
    List<Graph> graphs = new ArrayList<>();
    for (long seed = 0; seed < 24; seed++) {
      graphs.add(seed % 4 == 0 ? RandomChains.graph(seed, 14) : RandomGraphs.graph(seed, 6 + (int) (seed % 20)));
    }
    UserBuild build = UserBuild.in(folder);
    for (Graph graph : graphs) {
      build.write(compile(graph, 7), "drawn");
    }
    build.compile();
    for (Graph graph : graphs) {
      String test = "drawn." + JavaEmitter.className(graph.name()) + "GoldenTest";
      assertThat(build.run(test)).as(graph.name()).allSatisfy((_, thrown) -> assertThat(thrown).isEmpty());
    }
  }

  /** Names that the texts use themselves or Java has taken, ports of every kind, an empty and a single element. */
  private static final String ODD = """
      graph %1$s {
        symbol N <= 2
        param $w: f32[3, 4] weight = he_uniform
        %%0 class = input: f32[N, 4]
        %%1 golden = input: i64[N, 2]
        %%2 m = input: f16[N, 3]
        %%3 s = input: f32[]
        %%4 none = input: f32[N, 0]
        %%5 truth = input: bool[N, 4]
        %%6 d = dense(%%0, $w, _): f32[N, 3]
        %%7 wide = cast(%%2) dtype=f32: f32[N, 3]
        %%8 best = arg_max(%%6) axis=1 keep_dims=false last=false: i64[N]
        %%9 twice = add(%%1, %%1): i64[N, 2]
        %%10 square = mul(%%3, %%3): f32[]
        %%11 half = cast(%%6) dtype=f16: f16[N, 3]
        %%12 not = logical_not(%%5): bool[N, 4]
        %%13 nothing = relu(%%4): f32[N, 0]
        %%14 small = cast(%%1) dtype=i32: i32[N, 2]
        %%15 pole = log(%%4): f32[N, 0]
        input class = %%0
        input golden = %%1
        input m = %%2
        input s = %%3
        input none = %%4
        input truth = %%5
        output class = %%6
        output wide = %%7
        output best = %%8
        output twice = %%9
        output square = %%10
        output half = %%11
        output not = %%12
        output nothing = %%13
        output small = %%14
        output pole = %%15
      }
      """;

  @ParameterizedTest
  @ValueSource(strings = {"Golden", "Test", "DisplayName", "Assertions", "Team", "String", "Memory", "odd"})
  @DisplayName("ports of all kinds, and names that the test's own text needs, in packages and in none")
  void ports(String name) throws IOException, ReflectiveOperationException {
    Compilation compilation = compile(ODD.formatted(name));
    for (String packageName : List.of("", "org.example.deep")) {
      UserBuild build =
          UserBuild.in(folder.resolve("in" + packageName)).write(compilation, packageName).compile();
      assertThat(build.run(compilation.source(packageName).qualifiedName() + "GoldenTest")).hasSize(2)
          .allSatisfy((_, thrown) -> assertThat(thrown).isEmpty());
    }
  }

  @Test
  @DisplayName("without a batch there is one run; a model without weights needs none")
  void oneRun() throws IOException, ReflectiveOperationException {
    Compilation compilation = compile("""
        graph Fixed {
          %0 x = input: f32[2, 3]
          %1 y = tanh(%0): f32[2, 3]
          input x = %0
          output y = %1
        }
        """);
    UserBuild build = UserBuild.in(folder).write(compilation, "").compile();
    assertThat(build.run("FixedGoldenTest")).containsOnlyKeys("agreesWithReference").containsValue("");
    assertThat(folder.resolve("resources/Fixed.safetensors")).doesNotExist();
  }

  @Test
  @DisplayName("one weight that changed, and one expected value that changed, fail with place, numbers, tolerance and kernels")
  void mutations() throws IOException, ReflectiveOperationException {
    ModelTexts.weights(folder, ModelTexts.biased());
    Compilation compilation = compile(ModelTexts.model(folder, ModelTexts.BIASED));
    UserBuild build = UserBuild.in(folder).write(compilation, "org.example").compile();
    assertThat(build.run("org.example.NetGoldenTest")).allSatisfy((_, thrown) -> assertThat(thrown).isEmpty());

    Path golden = build.resources().resolve("org/example/Net.golden.safetensors");
    byte[] before = Files.readAllBytes(golden);
    change(golden, "3 images/out/y", values -> {
      values[3] += 0.01f;
      return values;
    });
    assertThat(build.run("org.example.NetGoldenTest").values()).anySatisfy(thrown -> assertThat(thrown)
        .matches("output `y`, 3 images: 1 of 6 elements is further from the reference than the tolerance \\S+, on "
            + FmaPeak.provider() + " kernels\\R  worst at \\[1, 1]: found \\S+, expected \\S+, error 0.0(1|099)\\d*"));
    Files.write(golden, before);

    change(build.resources().resolve("org/example/Net.safetensors"), "dense.weight", values -> {
      values[4] += 1e-3f;
      return values;
    });
    assertThat(build.run("org.example.NetGoldenTest")).hasSize(2).allSatisfy((_, thrown) -> assertThat(thrown)
        .startsWith("output `y`, ").contains("the tolerance ", "worst at [").doesNotContain(", 0]: "));
  }

  private static void change(Path file, String name, UnaryOperator<float[]> change) throws IOException {
    Safetensors read = Safetensors.parse("test", Files.readAllBytes(file));
    List<nacre.kernels.weights.Tensor> tensors = new ArrayList<>();
    read.tensors().forEach((own, tensor) -> tensors.add(own.equals(name)
        ? nacre.kernels.weights.Tensor.of(name, change.apply(tensor.floats()),
            tensor.shape().stream().mapToLong(extent -> extent).toArray())
        : tensor));
    assertThat(read.tensors()).containsKey(name);
    SafetensorsWriter.write(file, tensors, Map.of());
  }

  @Test
  @DisplayName("the same model gives the same bytes, and files that would not change are left alone")
  void untouched() throws IOException {
    Compilation compilation = compile(ModelTexts.example("digits/digits.nacre"));
    Path java = Path.of("a/b/DigitsGoldenTest.java");
    Path golden = Path.of("a/b/Digits.golden.safetensors");
    SourceRoots one = new SourceRoots(folder.resolve("j"), folder.resolve("r"), StandardCharsets.UTF_8);
    SourceRoots two = SourceRoots.at(folder.resolve("both"));
    Path first = one.resources().resolve(golden);
    Path test = one.sources().resolve(java);
    assertThat(GoldenTests.write(compilation, one, "a.b")).containsExactly(new EmittedFile(first, true),
        new EmittedFile(test, true));
    assertThat(GoldenTests.places(compilation, one, "a.b")).containsExactly(first, test);
    assertThat(GoldenTests.write(compilation, one, "a.b")).noneMatch(EmittedFile::changed);
    GoldenTests.write(compile(ModelTexts.example("digits/digits.nacre")), two, "a.b");
    assertThat(first).hasSameBinaryContentAs(two.resources().resolve(golden));
    assertThat(test).hasSameBinaryContentAs(two.sources().resolve(java));
    Files.writeString(test, "// changed by hand\n");
    assertThat(GoldenTests.write(compilation, one, "a.b")).containsExactly(new EmittedFile(first, false),
        new EmittedFile(test, true));
  }

  @Test
  @DisplayName("whole numbers that rounding would decide are not asked for: other inputs are drawn")
  void redrawn() {
    Graph graph = IrParser.parse("""
        graph Steps {
          symbol N
          %0 x = input: f32[N, 4]
          %1 s = sin(%0): f32[N, 4]
          %2 y = floor(%1): f32[N, 4]
          input x = %0
          output y = %2
        }
        """);
    GoldenRun run = GoldenRun.of(graph, ParamValues.none(), new GoldenTestEmitter.Run("run", 3), 2);
    assertThat(run.limits().values()).allMatch(limit -> limit.undecided() == 0);
  }

  @Test
  @DisplayName("a model whose every output is noise gets no test that would pass anyway, and is told why")
  void nothingToProve() {
    Compilation noise = compile("""
        graph Noise {
          %0 x = input: f32[5]
          %1 s = sin(%0): f32[5]
          %2 c = constant {1.0E9}: f32[]
          %3 big = mul(%1, %2): f32[5]
          %4 y = sin(%3): f32[5]
          input x = %0
          output y = %4
        }
        """);
    assertThatThrownBy(() -> GoldenTests.write(noise, SourceRoots.at(folder), "")).isInstanceOf(InputException.class)
        .hasMessage(
            "`Noise` has no golden test, as it would prove little: on 4 draws of inputs for one run, output `y` "
                + "has 5 of 5 elements that rounding to 32 bits decides, or that are no numbers");
    assertThat(folder).isEmptyDirectory();
  }
}
