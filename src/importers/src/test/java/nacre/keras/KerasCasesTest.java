package nacre.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import nacre.importers.CaseFile;
import nacre.ir.Graph;
import nacre.ir.IrParser;
import nacre.ir.IrPrinter;
import nacre.ir.Location;
import nacre.ir.Verifier;
import nacre.syntax.resolve.ResolveOptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each case is a model and the graph that it becomes; {@code -Dnacre.bless} writes graphs. */
class KerasCasesTest {
  @TempDir
  Path folder = Path.of("");

  @TestFactory
  Stream<DynamicTest> cases() {
    assertThat(CaseFile.of("keras")).hasSizeGreaterThan(25);
    return CaseFile.of("keras").stream()
        .map(each -> DynamicTest.dynamicTest(each.name(), each.file().toUri(), () -> check(each)));
  }

  private void check(CaseFile tried) throws IOException {
    Path file = Files.writeString(folder.resolve("case.json"), tried.section("model"));
    Graph graph = new KerasImporter().read(file, ResolveOptions.none()).graph();
    assertThat(Verifier.violations(graph)).isEmpty();
    String printed = IrPrinter.print(graph).strip() + "\n";
    assertEquals(tried.expected("graph", printed), printed);
    assertEquals(printed.strip(), IrPrinter.print(IrParser.parse(printed)).strip());
    assertThat(graph.nodes()).allSatisfy(node -> assertThat(node.location()).isInstanceOf(Location.Model.class));
  }
}
