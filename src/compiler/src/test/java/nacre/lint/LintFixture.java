package nacre.lint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import nacre.ir.Graph;
import nacre.source.Diagnostic;
import nacre.source.Reporter;
import nacre.source.Source;
import nacre.source.Suppression;
import nacre.syntax.resolve.DiskFiles;
import nacre.syntax.resolve.Resolution;
import nacre.syntax.resolve.ResolveOptions;
import nacre.syntax.resolve.Resolved;
import nacre.syntax.resolve.Resolver;
import nacre.testing.Golden;

/** A text with its networks, linted. */
record LintFixture(Source source, List<Graph> graphs, List<Diagnostic> errors, List<LintReport> reports) {
  static final Path ROOT = Golden.resources().resolve("nacre/lint");

  /** A fixture of a rule that is off by default turns it on. */
  static LintFixture read(Path file) {
    try {
      Path path = ROOT.relativize(file);
      return of(Source.of(path.toString(), Files.readString(file)),
          new LintConfig(List.of(path.getName(0).toString()), List.of(), Map.of()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static LintFixture of(String text) {
    return of(Source.of("net.nacre", text), LintConfig.DEFAULT);
  }

  static LintFixture of(Source source, LintConfig config) {
    return of(source, config, EditTranslator.NONE);
  }

  static LintFixture of(Source source, LintConfig config, EditTranslator translator) {
    Reporter reporter = new Reporter();
    Resolution resolution = Resolver.resolve(source, new DiskFiles(), ResolveOptions.none(), reporter);
    List<Resolved> all = Stream.of(resolution.models(), resolution.blocks()).flatMap(List::stream).toList();
    List<Graph> graphs = all.stream().map(Resolved::graph).toList();
    List<Suppression> suppressions = all.stream().flatMap(resolved -> resolved.suppressions().stream()).toList();
    List<LintReport> reports = new Linter(config).lint(graphs, suppressions, translator);
    return new LintFixture(source, graphs, reporter.diagnostics(), reports);
  }

  /** Errors of the text, and findings. */
  List<Diagnostic> said() {
    return Stream.concat(errors.stream(), reports.stream().map(LintReport::diagnostic)).toList();
  }
}
