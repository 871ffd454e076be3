package nacre.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import nacre.analysis.Analyses;
import nacre.ir.Graph;
import nacre.source.Diagnostic;
import nacre.source.Suppression;

/** Runs the rules on networks as they were written. */
public final class Linter {
  private final LintConfig config;

  public Linter(LintConfig config) {
    this.config = config;
  }

  /**
   * Every finding by place, those of one rule at one place merged, without what is allowed; a suppression that allows
   * nothing is reported too.
   *
   * @param graphs all networks of one program: its models, and the blocks that none of them calls, each by itself. A place
   *               in a block is one place for all of them, and a fix there must suit all
   */
  public List<LintReport> lint(List<Graph> graphs, List<Suppression> suppressions, EditTranslator translator) {
    return lint(graphs, suppressions, new Merging(graphs, translator, Vocabulary.NACRE), Vocabulary.NACRE);
  }

  /** The same for a model of another framework, in its words; what would mend a finding is told, and made by hand. */
  public List<LintReport> lint(Graph model, Vocabulary words) {
    List<Graph> graphs = List.of(model);
    return lint(graphs, List.of(), new Merging(graphs, EditTranslator.NONE, words), words);
  }

  private List<LintReport> lint(List<Graph> graphs, List<Suppression> suppressions, Merging merging, Vocabulary words) {
    Suppressions allowed = new Suppressions(suppressions);
    List<Finding> findings = new ArrayList<>();
    for (int number = 0; number < graphs.size(); number++) {
      findings(graphs.get(number), number, words).stream().filter(finding -> !allowed.covers(finding))
          .forEach(findings::add);
    }
    Stream<LintReport> unused = allowed.unused().stream().map(entry -> UnusedSuppression.of(entry, config))
        .flatMap(Optional::stream).map(diagnostic -> new LintReport(diagnostic, List.of()));
    return Stream.concat(merging.reports(findings).stream(), unused)
        .sorted((a, b) -> Diagnostic.ORDER.compare(a.diagnostic(), b.diagnostic())).toList();
  }

  private List<Finding> findings(Graph graph, int number, Vocabulary words) {
    Analyses analyses = new Analyses(graph);
    List<Finding> findings = new ArrayList<>();
    for (Rule rule : Rules.ALL) {
      if (config.runs(rule)) {
        LintContext context =
            new LintContext(analyses, words, number, rule, config.severity(rule.id(), rule.severity()));
        rule.check(context);
        findings.addAll(context.findings());
      }
    }
    return findings;
  }
}
