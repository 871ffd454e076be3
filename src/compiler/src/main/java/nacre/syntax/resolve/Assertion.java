package nacre.syntax.resolve;

import nacre.source.Diagnostic;
import nacre.source.Reporter;
import nacre.source.Source;
import nacre.syntax.Statement;
import nacre.syntax.SyntaxParser;
import nacre.syntax.Template;

/** Checks {@code assert} statements. */
final class Assertion {
  private final Expansion expansion;

  Assertion(Expansion expansion) {
    this.expansion = expansion;
  }

  void check(Statement.Assert statement, Scope scope) {
    Datum condition = expansion.evaluator.condition(statement.condition(), scope);
    if (condition.equals(new Datum.Bool(false))) {
      throw Failure.of(ErrorKind.ASSERTION, statement.condition().span(), message(statement, scope));
    }
  }

  private String message(Statement.Assert statement, Scope scope) {
    Source source = scope.instance().unit().source();
    Reporter reporter = new Reporter();
    Template template = SyntaxParser.template(source, statement.message(), reporter);
    reporter.diagnostics().forEach(this::report);
    StringBuilder text = new StringBuilder();
    for (Template.Part part : template.parts()) {
      text.append(switch (part) {
        case Template.Text(String words) -> words;
        case Template.Hole(var value) -> expansion.evaluator.value(value, Expect.VALUE, scope).show();
      });
    }
    return text.toString();
  }

  private void report(Diagnostic diagnostic) {
    expansion.problems.report(diagnostic);
  }
}
