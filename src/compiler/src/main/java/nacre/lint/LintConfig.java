package nacre.lint;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import nacre.source.Severity;

/**
 * Which rules run, and how much they matter.
 *
 * @param select   ids of rules that run although they are off; {@link #ALL} for every rule
 * @param ignore   ids of rules that do not run, whatever is selected; {@link #ALL} for every rule
 * @param severity other severities, by id
 */
public record LintConfig(List<String> select, List<String> ignore, Map<String, Severity> severity) {
  /** Stands for every rule. */
  public static final String ALL = "all";

  /** What the rules say of themselves. */
  public static final LintConfig DEFAULT = new LintConfig(List.of(), List.of(), Map.of());

  public LintConfig {
    select = List.copyOf(select);
    ignore = List.copyOf(ignore);
    severity = Map.copyOf(severity);
  }

  /** Ids in it that name no rule, each once: the user's mistakes. */
  public List<String> unknown() {
    return Stream.of(select, ignore, severity.keySet()).flatMap(ids -> ids.stream()).distinct()
        .filter(id -> !id.equals(ALL) && !ids().contains(id)).sorted().toList();
  }

  /** Every id that it may name, for suggestions. */
  public static List<String> ids() {
    return Stream.of(Rules.ids().stream(), TypeRule.ALL.stream().map(TypeRule::id), Stream.of(UnusedSuppression.ID))
        .flatMap(ids -> ids).sorted().toList();
  }

  /** Ids of what is always on although this is to ignore it: the user's mistakes too. */
  public List<String> lawsIgnored() {
    return ignore.stream().filter(id -> TypeRule.named(id).isPresent()).toList();
  }

  boolean runs(Rule rule) {
    boolean selected = rule.facts().enabled() || names(select, rule.id());
    return selected && !names(ignore, rule.id());
  }

  /** Whether suppressions without effect are reported. */
  boolean reportsUnused() {
    return !names(ignore, UnusedSuppression.ID);
  }

  Severity severity(String id, Severity usual) {
    return severity.getOrDefault(id, usual);
  }

  private static boolean names(List<String> ids, String id) {
    return ids.contains(ALL) || ids.contains(id);
  }
}
