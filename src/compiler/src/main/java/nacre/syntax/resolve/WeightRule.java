package nacre.syntax.resolve;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nacre.source.Reporter;
import nacre.source.Source;
import nacre.source.Span;
import nacre.syntax.Expr;
import nacre.syntax.Syntax;
import nacre.syntax.SyntaxParser;
import nacre.syntax.Template;

/**
 * One rule of a weight map: {@code "stage{s}.block{b}" = "layer{s + 1}.{b}"}. The left side matches the first segments of
 * a path, {@code {s}} standing for a number; the right side may calculate with it. {@code ""} is the start of every path, so
 * that {@code "" = "module."} puts something in front, and {@code "net" = ""} leaves a first segment out.
 */
final class WeightRule {
  /** Names in braces are groups of this pattern, which matches up to the end of a segment. */
  private final Pattern pattern;
  private final SequencedSet<String> names;
  private final Template target;
  private final Span span;

  private WeightRule(Pattern pattern, SequencedSet<String> names, Template target, Span span) {
    this.pattern = pattern;
    this.names = names;
    this.target = target;
    this.span = span;
  }

  /** @throws Failure if it cannot be read */
  static WeightRule read(Syntax.Setting setting, Source source) {
    if (!(setting.key() instanceof Syntax.Setting.Quoted(Expr.StringLit from))
        || !(setting.value() instanceof Expr.StringLit to)) {
      throw Failure.of(ErrorKind.WEIGHT_MAP, setting.span(),
          "required two paths in double quotes: \"here\" = \"in the file\"");
    }
    Template here = template(from, source);
    SequencedSet<String> names = new LinkedHashSet<>();
    StringBuilder regex = new StringBuilder();
    for (Template.Part part : here.parts()) {
      switch (part) {
        case Template.Text(String text) -> regex.append(Pattern.quote(text));
        case Template.Hole(Expr.Ref(Syntax.Name name)) -> regex.append(names.add(name.text())
            ? "(?<" + group(names.size() - 1) + ">[0-9]{1,9})"
            : "\\k<" + group(List.copyOf(names).indexOf(name.text())) + ">");
        case Template.Hole(Expr other) -> throw Failure.of(ErrorKind.WEIGHT_MAP, other.span(),
            "found a calculation on the left side, required a name for the number that stands here");
      }
    }
    String end = from.value().isEmpty() ? "" : "(?=\\.|$)";
    return new WeightRule(Pattern.compile(regex + end), names, template(to, source), setting.key().span());
  }

  private static Template template(Expr.StringLit literal, Source source) {
    Reporter reporter = new Reporter();
    Template template = SyntaxParser.template(source, literal, reporter);
    if (reporter.hasErrors()) {
      throw Failure.of(reporter.diagnostics().getFirst());
    }
    return template;
  }

  private static String group(int index) {
    return "g" + index;
  }

  Span span() {
    return span;
  }

  /** How many characters of a path the rule matches, if it does. */
  Optional<Integer> matches(String path) {
    Matcher matcher = pattern.matcher(path);
    return matcher.lookingAt() ? Optional.of(matcher.end()) : Optional.empty();
  }

  /** The name in the file of a path that it matches. */
  String apply(String path, Evaluator evaluator, Scope scope) {
    Matcher matcher = pattern.matcher(path);
    if (!matcher.lookingAt()) {
      throw new IllegalArgumentException("no match: " + path);
    }
    Scope numbers = scope.inner();
    int index = 0;
    for (String name : names) {
      numbers.declare(name, new Datum.Int(Long.parseLong(matcher.group(group(index++)))));
    }
    StringBuilder text = new StringBuilder();
    for (Template.Part part : target.parts()) {
      text.append(switch (part) {
        case Template.Text(String words) -> words;
        case Template.Hole(Expr value) -> evaluator.value(value, Expect.VALUE, numbers).show();
      });
    }
    String rest = path.substring(matcher.end());
    return text.append(text.isEmpty() && rest.startsWith(".") ? rest.substring(1) : rest).toString();
  }
}
