package nacre.generated;

import java.util.List;
import java.util.stream.Stream;

import nacre.ir.Graph;
import nacre.lint.LintConfig;
import nacre.lint.LintReport;
import nacre.lint.Linter;
import nacre.source.Diagnostic;
import nacre.source.Reporter;
import nacre.source.Source;
import nacre.syntax.resolve.DiskFiles;
import nacre.syntax.resolve.EditWriter;
import nacre.syntax.resolve.Resolution;
import nacre.syntax.resolve.ResolveOptions;
import nacre.syntax.resolve.Resolved;
import nacre.syntax.resolve.Resolver;

/** All that is said of a text that is no file. */
final class Findings {
  private Findings() {}

  static List<Diagnostic> of(String name, String text) {
    return of(name, text, LintConfig.DEFAULT);
  }

  static List<Diagnostic> of(String name, String text, LintConfig config) {
    Reporter errors = new Reporter();
    Resolution resolution =
        Resolver.resolve(Source.of(name, text), new DiskFiles(), ResolveOptions.none(), errors);
    List<Graph> graphs = Stream.concat(resolution.models().stream(), resolution.blocks().stream())
        .map(Resolved::graph).toList();
    List<LintReport> reports = new Linter(config).lint(graphs, List.of(),
        new EditWriter(resolution.texts())::translate);
    return Stream.concat(errors.diagnostics().stream(), reports.stream().map(LintReport::diagnostic)).toList();
  }
}
