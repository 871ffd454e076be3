package nacre.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nacre.driver.Compiler;
import nacre.driver.ImportedModel;
import nacre.driver.LoadedModel;
import nacre.driver.Parameters;
import nacre.driver.RejectedException;
import nacre.ir.Graph;
import nacre.ir.Input;
import nacre.ir.IrParser;
import nacre.ir.IrPrinter;
import nacre.ir.Location;
import nacre.ir.Output;
import nacre.ir.Tensor;
import nacre.ir.Verifier;
import nacre.onnx.proto.TensorProto;
import nacre.reference.Interpreter;
import nacre.reference.ParamValues;
import nacre.syntax.resolve.ResolveOptions;
import nacre.weights.Seeding;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each case is a model, the graph that it becomes, and numbers: {@code [model] [given] [graph] [results]}. Numbers are
 * written by hand from the text of the standard; {@code -Dnacre.bless} writes graphs only.
 */
class ImportCasesTest {
  @TempDir
  Path folder = Path.of("");

  @TestFactory
  Stream<DynamicTest> cases() {
    List<ImportCase> cases = ImportCase.all();
    assertThat(cases).hasSizeGreaterThan(10);
    return cases.stream()
        .map(each -> DynamicTest.dynamicTest(each.name(), each.file().toUri(), () -> check(each)));
  }

  private void check(ImportCase tried) throws IOException {
    SequencedMap<String, String> sections = tried.sections();
    Path model = folder.resolve("case.onnx");
    Files.write(model, tried.model());
    OnnxModel imported = new OnnxFile(model).read(ImportOptions.none());
    assertThat(Verifier.violations(imported.model().graph())).isEmpty();
    String graph = IrPrinter.print(imported.model().graph()).strip() + "\n";
    if (System.getProperty("nacre.bless") != null && !graph.equals(sections.get("graph"))) {
      sections.put("graph", graph);
      Files.writeString(tried.file(), print(sections));
    }
    assertEquals(sections.get("graph"), graph);
    assertEquals(graph, IrPrinter.print(IrParser.parse(graph)).strip() + "\n");
    assertThat(imported.model().graph().nodes())
        .allSatisfy(node -> assertThat(node.location()).isInstanceOf(Location.Model.class));
    if (sections.containsKey("results")) {
      numbers(sections, imported.model().graph(), imported.model().graph(), imported.model().weights().orElseThrow());
      text(sections, model);
    }
  }

  /** As a text with its weights in a file, the model gives the same numbers; what Nacre does not know has no words. */
  private void text(SequencedMap<String, String> sections, Path file) throws IOException {
    LoadedModel loaded = Compiler.load(file, ResolveOptions.none()).models().getFirst();
    Path text = folder.resolve("case.nacre");
    if (!(loaded.origin() instanceof LoadedModel.Imported(ImportedModel imported))) {
      throw new AssertionError("no imported model");
    }
    try {
      nacre.driver.ModelText.of(loaded, imported, "case.safetensors").write(text, folder.resolve("case.safetensors"));
    } catch (RejectedException e) {
      assertThat(e.diagnostics()).allMatch(diagnostic -> diagnostic.id().equals("unwritable"));
      return;
    }
    LoadedModel again = Compiler.load(text, ResolveOptions.none()).models().getFirst();
    Parameters weights = Parameters.of(again, new Seeding(1, Seeding.Scheme.INITIAL));
    numbers(sections, imported.graph(), again.graph(), weights.values());
  }

  private static String print(SequencedMap<String, String> sections) {
    SequencedMap<String, String> ordered = new LinkedHashMap<>();
    for (String name : List.of("comment", "model", "given", "graph", "results")) {
      if (sections.containsKey(name)) {
        ordered.put(name, sections.get(name));
      }
    }
    return ordered.entrySet().stream()
        .map(entry -> (entry.getKey().equals("comment") ? "" : "[" + entry.getKey() + "]\n") + entry.getValue())
        .collect(Collectors.joining("\n"));
  }

  /** Inputs and outputs are taken by their place among those of {@code named}: a text may have to call them otherwise. */
  private static void numbers(Map<String, String> sections, Graph named, Graph graph, ParamValues weights) {
    List<String> inputs = named.inputs().stream().map(Input::name).toList();
    List<String> outputs = named.outputs().stream().map(Output::name).toList();
    Map<String, Tensor> given = new LinkedHashMap<>();
    sections.getOrDefault("given", "").lines().filter(line -> !line.isBlank())
        .forEach(line -> given.put(
            graph.inputs().get(inputs.indexOf(line.substring(0, line.indexOf(' ')))).name(), tensor(line)));
    List<Tensor> results = List.copyOf(new Interpreter(graph).run(given, weights).values());
    List<String> expected = sections.get("results").lines().filter(line -> !line.isBlank()).toList();
    assertThat(expected).hasSameSizeAs(results);
    for (String line : expected) {
      Tensor wanted = tensor(line);
      Tensor found = results.get(outputs.indexOf(line.substring(0, line.indexOf(' '))));
      assertThat(found.type()).as(line).isEqualTo(wanted.type());
      assertThat(IntStream.range(0, wanted.elements()).mapToObj(i -> Math.abs(found.real(i) - wanted.real(i)) < 1e-4
          || Double.compare(found.real(i), wanted.real(i)) == 0)).as("%s, found %s", line,
              Arrays.toString(found.toReals()))
          .doesNotContain(false);
    }
  }

  private static Tensor tensor(String line) {
    List<String> words = Arrays.asList(line.strip().split(" +"));
    byte[] bytes = ModelText.tensor(words.get(0), words.get(1), words.subList(2, words.size())).toArray();
    return StoredTensor.of(TensorProto.read(MemorySegment.ofArray(bytes)),
        new ExternalData(Path.of("none"))).read();
  }
}
