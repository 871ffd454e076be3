package nacre.syntax.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nacre.ir.Attr;
import nacre.ir.Edit;
import nacre.ir.Graph;
import nacre.source.Edits;
import nacre.source.Reporter;
import nacre.source.Source;
import nacre.source.TextEdit;
import nacre.testing.Golden;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Edits on nodes become edits of the text, or nothing where that would change more. A case names nodes by their paths, one
 * edit per line; whatever comes out resolves, and keeps the path of every parameter that it still has.
 */
class EditWriterGoldenTest {
  @TestFactory
  Stream<DynamicTest> cases() {
    return Golden.cases("nacre/syntax/edits", golden -> Map.of("after", outcome(golden)));
  }

  private static String outcome(Golden golden) {
    Source source = Source.of("case.nacre", golden.section("source"));
    Resolution before = resolve(source);
    Graph graph = before.models().getFirst().graph();
    List<Edit> edits = golden.section("edits").lines().map(line -> edit(line.split(" "), graph)).toList();
    Optional<List<TextEdit>> made = new EditWriter(before.texts()).translate(graph, edits);
    if (made.isEmpty()) {
      return "refused";
    }
    String text = Edits.applyAll(source, made.get());
    Set<String> kept = paths(graph);
    Set<String> paths = paths(resolve(Source.of("case.nacre", text)).models().getFirst().graph());
    edits.forEach(edit -> kept.removeAll(goneWith(edit, graph)));
    assertThat(paths).containsAll(kept);
    return text;
  }

  private static Set<String> paths(Graph graph) {
    Set<String> paths = new TreeSet<>();
    graph.params().forEach(param -> paths.add(param.path()));
    return paths;
  }

  /** What a removed node, or a switch of a node, owns. */
  private static Set<String> goneWith(Edit edit, Graph graph) {
    Set<String> gone = new TreeSet<>();
    switch (edit) {
      case Edit.Remove(int node) ->
          paths(graph).stream().filter(path -> path.startsWith(graph.node(node).path() + ".")).forEach(gone::add);
      case Edit.SetAttribute(int node, String name, _) ->
          gone.add(graph.node(node).path() + (name.equals("center") ? ".beta" : "." + name));
      default -> {
        // Keeps all.
      }
    }
    return gone;
  }

  private static Resolution resolve(Source source) {
    Reporter reporter = new Reporter();
    Resolution resolution = Resolver.resolve(source, new DiskFiles(), ResolveOptions.none(), reporter);
    assertThat(reporter.diagnostics()).isEmpty();
    return resolution;
  }

  private static Edit edit(String[] words, Graph graph) {
    return switch (words[0]) {
      case "set" -> new Edit.SetAttribute(node(words[1], graph), words[2], attr(words[3]));
      case "remove" -> new Edit.Remove(node(words[1], graph));
      case "swap" -> new Edit.Swap(node(words[1], graph), node(words[2], graph));
      case "insert" -> new Edit.Insert(node(words[1], graph), words[2],
          Stream.of(words).skip(3).map(EditWriterGoldenTest::attr).toList());
      case "drop" -> new Edit.RemoveLayer(IntStream.range(0, graph.layers().size())
          .filter(i -> graph.layers().get(i).path().equals(words[1])).findFirst().orElseThrow());
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private static int node(String path, Graph graph) {
    return graph.nodes().stream().filter(node -> node.path().equals(path)).findFirst().orElseThrow().id();
  }

  private static Attr attr(String text) {
    return switch (text) {
      case "true" -> Attr.of(true);
      case "false" -> Attr.of(false);
      default -> text.matches("[0-9]+")
          ? Attr.of(Long.parseLong(text))
          : text.matches("[0-9.]+") ? Attr.of(Double.parseDouble(text)) : new Attr.Word(text);
    };
  }
}
