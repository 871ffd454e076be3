package nacre.source;

import java.util.List;

/**
 * A place where the author allows findings: {@code @allow(rule, ..., "reason")}.
 *
 * @param rules  ids of rules, as written
 * @param at     the annotation itself
 * @param covers the statement, block or model that it stands before
 */
public record Suppression(List<String> rules, String reason, Span at, Span covers) {
  public Suppression {
    rules = List.copyOf(rules);
  }
}
