package nacre.driver;

import java.util.List;
import java.util.stream.Stream;
import nacre.ir.op.OpSpec;
import nacre.ir.op.Ops;
import nacre.lint.Fixes;
import nacre.lint.LintRule;
import nacre.lint.Rules;
import nacre.lint.TypeRule;
import nacre.passes.Exactness;
import nacre.passes.Passes;
import nacre.passes.Pipeline;
import nacre.passes.Rewrite;
import nacre.source.Severity;

/** What there is of ops, lint rules and passes, a line each. */
public final class Catalogue {
  /**
   * What a text may call.
   *
   * @param inputs  what it reads, by name; in brackets where it is a list
   * @param call    the call with all that it may say, its defaults filled in
   * @param aliases other names, with settings of their own
   */
  public record Op(String name, List<String> inputs, String call, String summary, List<String> aliases) {
    public Op {
      inputs = List.copyOf(inputs);
      aliases = List.copyOf(aliases);
    }
  }

  /** What the linter, or typing itself, looks for. */
  public record Rule(String id, Severity severity, Running running, Fixes fixes, String summary) {}

  /** When a rule runs. */
  public enum Running {
    ON, OFF,
    /** A law of shapes, which nothing turns off. */
    ALWAYS
  }

  /** What is done to a graph. */
  public record Pass(String name, Exactness exactness, Use use, String summary) {}

  /** When a pass runs. */
  public enum Use {
    /** Unless another pipeline is asked for. */
    STANDARD,
    /** Before code is made, whatever pipeline was asked for. */
    REQUIRED,
    /** Where a pipeline names it. */
    ASKED
  }

  private Catalogue() {}

  /** By name. */
  public static List<Op> ops() {
    return Ops.all().stream().map(Catalogue::op).sorted((a, b) -> a.name().compareTo(b.name())).toList();
  }

  private static Op op(OpSpec spec) {
    return new Op(spec.name(), spec.inputs().stream().map(OpSpec.In::shown).toList(), spec.call(), spec.summary(),
        List.copyOf(spec.aliases().keySet()));
  }

  /** By id. */
  public static List<Rule> rules() {
    Stream<Rule> lint = Rules.ALL.stream().map(rule -> rule(rule.id(), rule.facts()));
    Stream<Rule> types = TypeRule.ALL.stream()
        .map(rule -> new Rule(rule.id(), Severity.ERROR, Running.ALWAYS, Fixes.NONE, rule.summary()));
    return Stream.concat(lint, types).sorted((a, b) -> a.id().compareTo(b.id())).toList();
  }

  private static Rule rule(String id, LintRule facts) {
    return new Rule(id, facts.severity(), facts.enabled() ? Running.ON : Running.OFF, facts.fixes(), facts.summary());
  }

  /** In the order in which it makes sense to run them. */
  public static List<Pass> passes() {
    return Passes.all().stream().map(pass -> new Pass(pass.name(), pass.exactness(), use(pass), pass.summary()))
        .toList();
  }

  private static Use use(Rewrite pass) {
    if (Pipeline.STANDARD.passes().contains(pass)) {
      return Use.STANDARD;
    }
    return Pipeline.LEGALIZE.passes().contains(pass) ? Use.REQUIRED : Use.ASKED;
  }
}
