package nacre.driver;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

import nacre.lint.LintConfig;
import nacre.lint.LintReport;
import nacre.report.Reported;
import nacre.source.Diagnostic;

/**
 * What there is to say of a file, as settings, flags and baseline ask for it.
 *
 * @param config    what holds for the file
 * @param reports   what the rules say; nothing where settings or baseline have errors, as what they ask for is not known
 * @param hidden    how many more findings the baseline has
 * @param settings  errors of the settings and the baseline, a file each; equal for all files that are linted by them
 * @param consulted what else was looked at
 */
public record Linted(LoadedFile file, LintConfig config, List<LintReport> reports, int hidden, List<Reported> settings,
    Consulted consulted) {
  public Linted {
    reports = List.copyOf(reports);
    settings = List.copyOf(settings);
  }

  /** Errors of the file itself, what the rules say, and what they do not look at, by place. */
  public List<Diagnostic> diagnostics() {
    return Compiler.said(file, reports);
  }

  /** The same for programs. */
  public Reported reported() {
    return new Reported(file.path().toString(), seen(), diagnostics(), file::source);
  }

  /** The models that were looked at. */
  public List<Reported.Seen> seen() {
    return file.models().stream().map(LoadedModel::graph)
        .map(graph -> new Reported.Seen(graph.name(), graph.nodes().stream()
            .collect(Collectors.groupingBy(node -> node.op().name(), TreeMap::new, Collectors.counting()))))
        .toList();
  }

  /** As it would be if the baseline had all that the rules say. */
  public Linted hidingAll() {
    return new Linted(file, config, List.of(), hidden + reports.size(), settings, consulted);
  }

  /** What the rules say, for fingerprints. */
  Reported rules() {
    return new Reported(file.path().toString(), reports.stream().map(LintReport::diagnostic).toList(), file::source);
  }
}
