package nacre.importers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import nacre.ir.Graph;
import nacre.ir.Layer;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.Param;
import nacre.lint.LintConfig;
import nacre.lint.LintReport;
import nacre.lint.Linter;
import nacre.lint.Vocabulary;
import nacre.source.Diagnostic;
import nacre.source.DiagnosticPrinter;
import nacre.source.Reporter;
import nacre.source.Source;
import nacre.syntax.resolve.DiskFiles;
import nacre.syntax.resolve.Resolution;
import nacre.syntax.resolve.ResolveOptions;
import nacre.syntax.resolve.Resolver;

/** Networks as if another framework's file held them: written as texts, located at layers that have their paths. */
final class Foreign {
  /** Stands before the name of a node that is a part of the layer named before it. */
  private static final String INSIDE = "__";

  private Foreign() {}

  /** What is said of a network, a line for each message, note and fix. */
  static String said(String text, Vocabulary words) {
    Reporter reporter = new Reporter();
    Resolution all = Resolver.resolve(Source.of("net.nacre", text), new DiskFiles(), ResolveOptions.none(), reporter);
    assertThat(reporter.diagnostics()).isEmpty();
    List<LintReport> reports =
        new Linter(LintConfig.DEFAULT).lint(moved(all.models().getFirst().graph()), words);
    return reports.stream().map(LintReport::diagnostic).map(Foreign::print).collect(Collectors.joining());
  }

  private static String print(Diagnostic diagnostic) {
    return DiagnosticPrinter.plain().print(diagnostic);
  }

  private static Graph moved(Graph graph) {
    List<Node> nodes = graph.nodes().stream().map(node -> new Node(node.id(), node.path().replace(INSIDE, "."),
        node.op(), node.operands(), node.types(), node.layer(), at(node.path().replaceFirst(INSIDE + ".*", ""))))
        .toList();
    List<Layer> layers = graph.layers().stream()
        .map(layer -> new Layer(layer.path(), layer.kind(), layer.params(), at(layer.path()))).toList();
    List<Param> params = graph.params().stream().map(param -> new Param(param.path(), param.type(), param.role(),
        param.trainable(), param.init(), at(param.path().replace('.', '/')))).toList();
    return new Graph(graph.name(), graph.inputs(), graph.outputs(), nodes, params, layers, graph.symbols(),
        graph.weights(), graph.training());
  }

  private static Location at(String layer) {
    return new Location.Model("net", layer, -1);
  }
}
