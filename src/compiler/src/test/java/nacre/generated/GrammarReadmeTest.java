package nacre.generated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nacre.driver.Compiler;
import nacre.driver.LoadedFile;
import nacre.driver.LoadedModel;
import nacre.ir.Graph;
import nacre.lint.LintConfig;
import nacre.source.Diagnostic;
import nacre.source.Source;
import nacre.syntax.resolve.ResolveOptions;
import nacre.testing.Checkout;
import nacre.testing.Expectations;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The language reference is true: its examples are read and linted, its values computed, its paths looked up. */
class GrammarReadmeTest {
  private static final Path FOLDER = Checkout.root().resolve("grammar");
  private static final Pattern FENCE = Pattern.compile("^```(\\w+)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern FILE = Pattern.compile("# (\\w+\\.nacre)\n");
  private static final Pattern VALUE = Pattern.compile("^\\| `([^`]+)` \\| `([^`]+)` \\|$", Pattern.MULTILINE);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^):]+)\\)");
  private static final String INPUT = "  input x: f32[N, 16, 32, 32]\n";

  @TempDir
  private Path folder;

  private String page = "";

  /** An example, and the lines of the {@code text} behind it, if there is one. */
  private record Example(String text, List<String> facts) {
    String title() {
      return text.lines().filter(line -> line.matches("[^#\\s].*") && !line.startsWith("nacre")).findFirst()
          .orElseThrow();
    }
  }

  @BeforeEach
  void read() throws IOException {
    page = Files.readString(FOLDER.resolve("README.md"));
  }

  private List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    for (Matcher fence = FENCE.matcher(page); fence.find();) {
      switch (fence.group(1)) {
        case "nacre" -> examples.add(new Example(fence.group(2), List.of()));
        case "text" -> examples.add(new Example(examples.removeLast().text(), fence.group(2).lines().toList()));
        default -> throw new AssertionError("found an example in " + fence.group(1) + ", required nacre or text");
      }
    }
    assertThat(examples).isNotEmpty();
    return examples;
  }

  /** Statements by themselves stand in a model. */
  private static String whole(String text) {
    if (has(text, "nacre")) {
      return text;
    }
    if (has(text, "model|block")) {
      return "nacre 1\n" + text;
    }
    return "nacre 1\nmodel Example {\n" + INPUT + text + (has(text, "output") ? "" : "  output y\n") + "}\n";
  }

  private static boolean has(String text, String word) {
    return Pattern.compile("^(" + word + ") ", Pattern.MULTILINE).matcher(text).find();
  }

  private LoadedFile load(String text) throws IOException {
    return Compiler.load(Files.writeString(folder.resolve("example.nacre"), text), ResolveOptions.none());
  }

  private void writeNamedFiles() throws IOException {
    for (Example example : examples()) {
      Matcher name = FILE.matcher(example.text());
      if (name.lookingAt()) {
        Files.writeString(folder.resolve(name.group(1)), example.text());
      }
    }
  }

  @TestFactory
  @DisplayName("of each example is said what its lines say, and nothing else")
  Stream<DynamicTest> findings() {
    return examples().stream().map(example -> DynamicTest.dynamicTest(example.title(), () -> {
      writeNamedFiles();
      LoadedFile file = load(whole(example.text()));
      Source source = file.source().orElseThrow();
      List<Diagnostic> said = Compiler.lint(file, LintConfig.DEFAULT);
      assertThat(Expectations.disagreements(List.of(source), said)).isEmpty();
    }));
  }

  @TestFactory
  @DisplayName("each parameter, or name in a weights file, that is shown is there")
  Stream<DynamicTest> facts() {
    List<Example> shown = examples().stream().filter(example -> !example.facts().isEmpty()).toList();
    assertThat(shown).isNotEmpty();
    return shown.stream().map(example -> DynamicTest.dynamicTest(example.title(), () -> {
      Set<String> known = new TreeSet<>();
      load(whole(example.text())).models().forEach(model -> known.addAll(facts(model)));
      assertThat(known).containsAll(example.facts());
    }));
  }

  private static Set<String> facts(LoadedModel model) {
    Set<String> facts = new TreeSet<>();
    Graph graph = model.graph();
    graph.params().forEach(param -> facts.add(param.path() + " " + param.type()));
    model.binding()
        .ifPresent(weights -> weights.names().forEach((path, name) -> facts.add(path + " = " + name)));
    return facts;
  }

  @Test
  @DisplayName("each expression of a table has the value beside it")
  void values() throws IOException {
    StringBuilder shown = new StringBuilder();
    StringBuilder computed = new StringBuilder();
    for (Matcher row = VALUE.matcher(page); row.find();) {
      shown.append(row.group(2)).append("; ");
      computed.append('{').append(row.group(1)).append("}; ");
    }
    LoadedFile file =
        load("nacre 1\nmodel Values {\n" + INPUT + "  output x\n  assert false, \"" + computed + "\"\n}\n");
    assertThat(shown).isNotEmpty();
    assertThat(file.diagnostics()).extracting(Diagnostic::message).containsExactly(shown.toString());
  }

  @Test
  @DisplayName("no link leads nowhere")
  void links() {
    assertThat(LINK.matcher(page).results().map(found -> found.group(1)))
        .isNotEmpty().allMatch(target -> Files.exists(FOLDER.resolve(target)));
  }
}
