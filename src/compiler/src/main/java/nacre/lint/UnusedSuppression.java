package nacre.lint;

import java.util.List;
import java.util.Optional;

import nacre.source.Diagnostic;
import nacre.source.Severity;

/** What the linter says of an {@code @allow} that allowed nothing. */
public final class UnusedSuppression {
  /** Can be ignored and given another severity like the id of a rule. */
  public static final String ID = "unused-suppression";

  private UnusedSuppression() {}

  /** Empty for a rule that did not run: whether it would have found something is not known. */
  static Optional<Diagnostic> of(Suppressions.Entry entry, LintConfig config) {
    Optional<Rule> rule = Rules.named(entry.rule());
    if (!config.reportsUnused() || rule.isPresent() && !config.runs(rule.get())) {
      return Optional.empty();
    }
    String message = "`" + entry.rule() + "` is allowed here, but " + (rule.isPresent()
        ? "nothing below is a finding of that rule; remove it"
        : TypeRule.named(entry.rule()).isPresent()
            ? "nothing can allow an error of shapes; remove it"
        : "there is no such rule");
    Severity severity = config.severity(ID, Severity.WARNING);
    return Optional.of(
        new Diagnostic(ID, severity, Optional.of(entry.suppression().at()), message, List.of(), List.of()));
  }
}
