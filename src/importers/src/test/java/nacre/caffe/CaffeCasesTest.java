package nacre.caffe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nacre.driver.Compiler;
import nacre.driver.ImportedModel;
import nacre.driver.LoadedModel;
import nacre.driver.Parameters;
import nacre.importers.CaseFile;
import nacre.ir.DType;
import nacre.ir.Graph;
import nacre.ir.IrParser;
import nacre.ir.IrPrinter;
import nacre.ir.Phase;
import nacre.ir.Tensor;
import nacre.ir.Verifier;
import nacre.reference.Interpreter;
import nacre.source.InputException;
import nacre.syntax.resolve.ResolveOptions;
import nacre.weights.Seeding;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each case is a text, the graph that it becomes, and numbers: {@code [model] [blobs] [given] [graph] [results]}, or the
 * error that it is. Numbers are worked out by hand from what Caffe's layers compute; {@code -Dnacre.bless} writes graphs,
 * notes and errors only.
 */
class CaffeCasesTest {
  @TempDir
  Path folder = Path.of("");

  @TestFactory
  Stream<DynamicTest> cases() {
    List<CaseFile> cases = CaseFile.of("caffe");
    assertThat(cases).hasSizeGreaterThan(10);
    return cases.stream().map(each -> DynamicTest.dynamicTest(each.name(), each.file().toUri(), () -> check(each)));
  }

  private void check(CaseFile tried) throws IOException {
    Path model = folder.resolve("case.prototxt");
    Path weights = folder.resolve("case.caffemodel");
    Files.writeString(model, tried.section("model"));
    Files.deleteIfExists(weights);
    if (tried.sections().containsKey("blobs")) {
      Files.write(weights, BlobBytes.of(tried.section("blobs"), BlobBytes.Age.TODAY));
    }
    ImportedModel imported;
    try {
      imported = new CaffeFile(model).read(options(tried), Map.of());
    } catch (InputException e) {
      String error = (e.getMessage() + "\n" + e.diagnostic("").notes().stream()
          .map(note -> "  " + note.message() + "\n").collect(Collectors.joining())).replace(folder + "/", "");
      assertEquals(tried.expected("error", error), error);
      return;
    }
    if (tried.sections().containsKey("blobs") && !imported.graph().params().isEmpty()
        && imported.weights().isPresent()) {
      LoadedModel loaded = Compiler.load(model, options(tried)).models().getFirst();
      assertThat(Parameters.of(loaded, new Seeding(1, Seeding.Scheme.INITIAL)).origin())
          .isEqualTo("weights from " + weights);
    }
    assertThat(tried.sections()).doesNotContainKey("error");
    Graph graph = imported.graph();
    assertThat(Verifier.violations(graph)).isEmpty();
    String text = IrPrinter.print(graph).replace(folder + "/", "").strip() + "\n";
    assertEquals(tried.expected("graph", text), text);
    assertEquals(text, IrPrinter.print(IrParser.parse(text)).strip() + "\n");
    assertThat(graph.nodes()).allSatisfy(node -> assertThat(node.location().inText()).isPresent());
    String notes = imported.notes().stream().map(note -> note.span().map(span -> span.line() + ": ").orElse("")
        + note.message().replace(folder + "/", "") + "\n").collect(Collectors.joining());
    assertEquals(notes.isEmpty() ? "" : tried.expected("notes", notes), notes);
    if (tried.sections().containsKey("results")) {
      numbers(tried, imported);
    }
  }

  private static ResolveOptions options(CaseFile tried) {
    Phase phase = tried.section("phase").strip().equals("train") ? Phase.TRAINING : Phase.INFERENCE;
    return new ResolveOptions(Optional.empty(), Map.of(), Map.of(), Optional.empty(), phase);
  }

  private static void numbers(CaseFile tried, ImportedModel imported) {
    Map<String, Tensor> given = new LinkedHashMap<>();
    tried.section("given").lines().filter(line -> !line.isBlank())
        .forEach(line -> given.put(name(line), tensor(line)));
    Map<String, Tensor> results = new Interpreter(imported.graph()).run(given,
        imported.weights().orElseThrow());
    List<String> expected = tried.section("results").lines().filter(line -> !line.isBlank()).toList();
    assertThat(expected).hasSameSizeAs(results.keySet());
    for (String line : expected) {
      Tensor found = results.get(name(line));
      Tensor wanted = tensor(line);
      assertThat(found.type()).as(line).isEqualTo(wanted.type());
      for (int i = 0; i < wanted.elements(); i++) {
        assertThat(found.real(i)).as("%s, found %s", line, Arrays.toString(found.toReals()))
            .isEqualTo(wanted.real(i), org.assertj.core.api.Assertions.within(1e-4));
      }
    }
  }

  private static String name(String line) {
    return line.substring(0, line.indexOf(' '));
  }

  /** {@code x [1, 2] 3 4}. */
  private static Tensor tensor(String line) {
    int close = line.indexOf(']');
    int[] shape = Arrays.stream(line.substring(line.indexOf('[') + 1, close).split(",", -1)).map(String::strip)
        .filter(dim -> !dim.isEmpty()).mapToInt(Integer::parseInt).toArray();
    double[] numbers = Arrays.stream(line.substring(close + 1).strip().split(" +", -1))
        .mapToDouble(Double::parseDouble).toArray();
    return Tensor.ofReals(DType.F32, shape, numbers);
  }
}
