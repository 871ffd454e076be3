package nacre.lint;

import java.util.Locale;

import nacre.source.Severity;

/** An exact condition on a network as it was written, before any pass. Registered in {@link Rules}. */
public interface Rule {
  /** Reports every place where the condition holds, in words that {@link LintContext#say} finds for the model's author. */
  void check(LintContext context);

  /** The class name in kebab case, for instance {@code double-norm}. */
  default String id() {
    return getClass().getSimpleName().replaceAll("(?<=[a-z0-9])([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** What the annotation says. */
  default LintRule facts() {
    LintRule facts = getClass().getAnnotation(LintRule.class);
    if (facts == null) {
      throw new IllegalStateException(getClass() + " has no @LintRule");
    }
    return facts;
  }

  default Severity severity() {
    return facts().severity();
  }
}
