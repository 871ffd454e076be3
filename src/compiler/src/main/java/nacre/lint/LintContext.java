package nacre.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import nacre.analysis.Analyses;
import nacre.ir.Graph;
import nacre.ir.Layer;
import nacre.ir.Location;
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

  public void report(Node node, String message, Finding.Related... related) {
    report(node, severity, message, Optional.empty(), List.of(related));
  }

  public void report(Node node, String message, Repair repair, Finding.Related... related) {
    report(node, severity, message, Optional.of(repair), List.of(related));
  }

  /** Reports with any number of related places. */
  public void report(Node node, String message, Optional<Repair> repair, List<Finding.Related> related) {
    report(node, severity, message, repair, related);
  }

  /** Reports something that matters less at this place than the rule says in general: at most an {@code info}. */
  public void inform(Node node, String message, Optional<Repair> repair, List<Finding.Related> related) {
    Severity lesser = severity.compareTo(Severity.INFO) < 0 ? Severity.INFO : severity;
    report(node, lesser, message, repair, related);
  }

  /** Reports a layer that no node applies. */
  public void report(Layer layer, String message, Repair repair) {
    findings.add(new Finding(rule, severity, number, OptionalInt.empty(), layer.location(), message, List.of(),
        Optional.of(repair)));
  }

  /** Another place of a finding. */
  public Finding.Related related(Node node, String message) {
    return new Finding.Related(node.location(), message);
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  private void report(Node node, Severity how, String message, Optional<Repair> repair,
      List<Finding.Related> related) {
    Location location = node.location();
    findings.add(new Finding(rule, how, number, OptionalInt.of(node.id()), location, message, related, repair));
  }
}
