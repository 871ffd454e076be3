package nacre.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import nacre.analysis.Analyses;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.source.Severity;

/** What a rule sees of one network, and where it reports. */
public final class LintContext {
  private final Analyses analyses;
  private final int number;
  private final String rule;
  private final Severity severity;
  private final List<Finding> findings = new ArrayList<>();

  LintContext(Analyses analyses, int number, Rule rule, Severity severity) {
    this.analyses = analyses;
    this.number = number;
    this.rule = rule.id();
    this.severity = severity;
  }

  public Graph graph() {
    return analyses.graph();
  }

  public Analyses analyses() {
    return analyses;
  }

  /** Reports; other places that belong to it come most important first. */
  public void report(Place place, String message, Optional<Repair> repair, List<Finding.Related> related) {
    add(severity, place, message, repair, related);
  }

  /** Reports something that matters less at this place than the rule says in general: at most an {@code info}. */
  public void inform(Place place, String message, Optional<Repair> repair, List<Finding.Related> related) {
    add(severity.compareTo(Severity.INFO) < 0 ? Severity.INFO : severity, place, message, repair, related);
  }

  /** Another place of a finding. */
  public Finding.Related related(Node node, String message) {
    return new Finding.Related(node.location(), message);
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  private void add(Severity how, Place place, String message, Optional<Repair> repair, List<Finding.Related> related) {
    findings.add(new Finding(rule, how, number, place, message, related, repair));
  }
}
