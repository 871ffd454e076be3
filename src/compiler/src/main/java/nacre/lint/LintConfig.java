package nacre.lint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import nacre.source.Nearest;
import nacre.source.Severity;

/**
 * Which rules run, and how much they matter. To name a rule counts for more than {@link #ALL}; one that is both selected
 * and ignored in the same way is ignored.
 *
 * @param select   ids of rules that run although they are off; {@link #ALL} for every rule that is not ignored by name
 * @param ignore   ids of rules that do not run; {@link #ALL} for every rule that is not selected by name
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

  /** What {@code later} says, and this one where that is silent. */
  public LintConfig with(LintConfig later) {
    Map<String, Severity> severities = new HashMap<>(severity);
    severities.putAll(later.severity);
    return new LintConfig(joined(select, later.ignore, later.select), joined(ignore, later.select, later.ignore),
        severities);
  }

  private static List<String> joined(List<String> ids, List<String> revoked, List<String> added) {
    Stream<String> left = revoked.contains(ALL) ? Stream.of() : ids.stream().filter(id -> !revoked.contains(id));
    return Stream.concat(left, added.stream()).distinct().toList();
  }

  /** Every id that it may name, for suggestions. */
  public static List<String> ids() {
    return Stream.of(Rules.ids().stream(), TypeRule.ALL.stream().map(TypeRule::id), Stream.of(UnusedSuppression.ID))
        .flatMap(ids -> ids).sorted().toList();
  }

  /** The user's mistakes in it, each said once. */
  public List<String> mistakes() {
    return Stream.of(select.stream().map(LintConfig::selecting), ignore.stream().map(LintConfig::ignoring),
        severity.keySet().stream().sorted().map(LintConfig::grading)).flatMap(all -> all).flatMap(Optional::stream)
        .distinct().toList();
  }

  /** Why an id cannot be selected, if so. */
  public static Optional<String> selecting(String id) {
    return id.equals(ALL) ? Optional.empty() : unknown(id);
  }

  /** Why an id cannot be ignored, if so. */
  public static Optional<String> ignoring(String id) {
    return TypeRule.named(id).isPresent()
        ? Optional.of("`" + id + "` is a law of shapes, which nothing turns off: a layer that breaks it has no result")
        : selecting(id);
  }

  /** Why an id cannot have another severity, if so. */
  public static Optional<String> grading(String id) {
    if (id.equals(ALL)) {
      return Optional.of("found `" + ALL + "`, required the id of one rule: each has a severity of its own");
    }
    return TypeRule.named(id).isPresent()
        ? Optional.of("`" + id + "` is a law of shapes, which is always an error: a layer that breaks it has no result")
        : unknown(id);
  }

  private static Optional<String> unknown(String id) {
    return ids().contains(id)
        ? Optional.empty()
        : Optional.of("there is no rule `" + id + "`" + Nearest.hint(id, ids()));
  }

  /** Whether findings with an id are heard, if there are any. */
  public boolean hears(String id) {
    return id.equals(UnusedSuppression.ID) ? reportsUnused() : Rules.named(id).map(this::runs).orElse(true);
  }

  boolean runs(Rule rule) {
    return runs(rule.id(), rule.facts().enabled());
  }

  /** Whether suppressions without effect are reported. */
  boolean reportsUnused() {
    return runs(UnusedSuppression.ID, true);
  }

  private boolean runs(String id, boolean usually) {
    if (ignore.contains(id)) {
      return false;
    }
    return select.contains(id) || !ignore.contains(ALL) && (usually || select.contains(ALL));
  }

  Severity severity(String id, Severity usual) {
    return severity.getOrDefault(id, usual);
  }
}
