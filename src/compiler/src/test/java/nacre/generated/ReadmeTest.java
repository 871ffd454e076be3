package nacre.generated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nacre.source.DiagnosticPrinter;
import nacre.source.Source;
import nacre.testing.Checkout;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README.md shows of its model is what comes out, and what it links to is there. */
class ReadmeTest {
  private static final String NAME = "tiny.nacre";

  @TempDir
  private Path folder;

  private String readme = "";
  private String model = "";

  @BeforeEach
  void read() throws IOException {
    readme = Files.readString(Checkout.root().resolve("README.md"));
    model = block("nacre");
  }

  private String block(String language) {
    Matcher fence = Pattern.compile("```" + language + "\n(.*?)```\n", Pattern.DOTALL).matcher(readme);
    assertThat(fence.find()).as("a block of " + language).isTrue();
    return fence.group(1);
  }

  @Test
  @DisplayName("the finding is printed as it is shown")
  void finding() {
    DiagnosticPrinter printer = DiagnosticPrinter.plain(Source.of(NAME, model));
    String printed = Findings.of(NAME, model).stream().map(printer::print).collect(Collectors.joining());
    assertThat(printed).isNotEmpty();
    assertThat(readme).contains(printed);
  }

  @Test
  @DisplayName("the emitted method is the one that is shown, indented as in its class")
  void java() throws IOException {
    Path text = Files.writeString(folder.resolve(NAME), model);
    assertThat(EmittedExamples.emit(text).text()).contains(block("java").indent(2));
  }

  @Test
  @DisplayName("the plugin is said as in the example's pom, indented as there")
  void pom() throws IOException {
    Path pom = Checkout.root().resolve("examples/maven-app/pom.xml");
    assertThat(Files.readString(pom)).contains("\n" + block("xml").indent(6));
  }

  @Test
  @DisplayName("no link leads nowhere")
  void links() {
    Matcher link = Pattern.compile("\\]\\(([^):]+)\\)").matcher(readme);
    assertThat(link.results().map(found -> found.group(1)))
        .isNotEmpty().allMatch(target -> Files.exists(Checkout.root().resolve(target.replaceFirst("#.*", ""))));
  }
}
