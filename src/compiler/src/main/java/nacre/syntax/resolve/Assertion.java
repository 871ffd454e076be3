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
    Template message = message(statement, scope);
    Datum condition = expansion.evaluator.condition(statement.condition(), scope);
    if (condition.equals(new Datum.Bool(false))) {
      throw Failure.of(ErrorKind.ASSERTION, statement.condition().span(), fill(message, scope));
    }
  }

  /** Read even where the condition holds: a slip in it would show up only for those whom it is to help. */
  private Template message(Statement.Assert statement, Scope scope) {
    Source source = scope.instance().unit().source();
    Reporter reporter = new Reporter();
    Template template = SyntaxParser.template(source, statement.message(), reporter);
    reporter.diagnostics().forEach(this::report);
    return template;
  }

  private String fill(Template template, Scope scope) {
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
