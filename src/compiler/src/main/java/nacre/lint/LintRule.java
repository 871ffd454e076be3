package nacre.lint;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import nacre.source.Severity;

/** What the documentation, the configuration and a finding say of a rule. Its id is the class name in kebab case. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface LintRule {
  /** One sentence: what is found, lower case, no final period. */
  String summary();

  /** Why it matters and what to do, in a few sentences. */
  String explanation();

  /** An error rests on algebra or shapes and is never wrong. */
  Severity severity();

  /** Where the condition comes from: a paper, a bug, a proof. */
  String source();

  /** What resolves its findings. */
  Fixes fixes() default Fixes.NONE;

  /** Opinions are off until asked for. */
  boolean enabled() default true;
}
