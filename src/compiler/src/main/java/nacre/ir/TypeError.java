package nacre.ir;

import java.util.Optional;

/**
 * A use of an op that makes no sense: thrown while a node is typed, always caught by whoever adds the node and turned
 * into a diagnostic at its place. The message says what was found, what is required, and where it helps what to do.
 */
public final class TypeError extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Optional<String> argument;
  private final transient Optional<String> rule;

  public TypeError(String message) {
    this(message, Optional.empty(), Optional.empty());
  }

  private TypeError(String message, Optional<String> argument, Optional<String> rule) {
    super(message, null, false, false);
    this.argument = argument;
    this.rule = rule;
  }

  /** An error that belongs to one argument of the call, so that the caret stands there. */
  public static TypeError at(String argument, String message) {
    return new TypeError(message, Optional.of(argument), Optional.empty());
  }

  /** This error under the name of a rule that has a reference page of its own; its diagnostic has that id. */
  public TypeError of(String rule) {
    return new TypeError(text(), argument, Optional.of(rule));
  }

  /** The argument to blame, if it is one. */
  public Optional<String> argument() {
    return argument;
  }

  /** The id of the rule that is broken, if it has a name. */
  public Optional<String> rule() {
    return rule;
  }

  public String text() {
    return String.valueOf(getMessage());
  }
}
