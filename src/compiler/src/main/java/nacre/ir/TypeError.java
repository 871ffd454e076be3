package nacre.ir;

import java.util.Optional;

/**
 * A use of an op that makes no sense: thrown while a node is typed, always caught by whoever adds the node and turned
 * into a diagnostic at its place. The message says what was found, what is required, and where it helps what to do.
 */
public final class TypeError extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Optional<String> argument;

  public TypeError(String message) {
    this(message, Optional.empty());
  }

  private TypeError(String message, Optional<String> argument) {
    super(message, null, false, false);
    this.argument = argument;
  }

  /** An error that belongs to one argument of the call, so that the caret stands there. */
  public static TypeError at(String argument, String message) {
    return new TypeError(message, Optional.of(argument));
  }

  /** The argument to blame, if it is one. */
  public Optional<String> argument() {
    return argument;
  }

  public String text() {
    return String.valueOf(getMessage());
  }
}
