package nacre.lint;

import java.util.List;

import nacre.ir.Edit;
import nacre.ir.WeightEdit;
import nacre.source.Diagnostic;

/**
 * What the linter says at one place.
 *
 * @param findings the uses it is about; empty for what is said of a suppression
 */
public record LintReport(Diagnostic diagnostic, List<Finding> findings) {
  public LintReport {
    findings = List.copyOf(findings);
  }

  /** Whether it has a fix, and one that keeps what the networks compute. */
  public boolean hasSafeFix() {
    return diagnostic.fixes().stream().anyMatch(fix -> fix.safe());
  }

  /** What its fix does to one network. */
  public List<Edit> edits(int graph) {
    return findings.stream().filter(finding -> finding.graph() == graph && !diagnostic.fixes().isEmpty())
        .flatMap(finding -> finding.repair().stream()).flatMap(repair -> repair.edits().stream()).distinct().toList();
  }

  /** What must happen to weights that are bound to one network if its fix is made, each change once. */
  public List<WeightEdit> weightEdits(int graph) {
    return findings.stream().filter(finding -> finding.graph() == graph && !diagnostic.fixes().isEmpty())
        .flatMap(finding -> finding.repair().stream()).flatMap(repair -> repair.weights().stream()).distinct().toList();
  }
}
