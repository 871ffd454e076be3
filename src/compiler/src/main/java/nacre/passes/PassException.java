package nacre.passes;

import java.util.Optional;

/** A fault of a pass, never of the model. The reproducer is a pipeline and the IR that it goes wrong on. */
public final class PassException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String reproducer;

  PassException(String message, String reproducer, Optional<Throwable> cause) {
    super(message, cause.orElse(null));
    this.reproducer = reproducer;
  }

  /** Text to send to the maintainers: a comment with the fault, the pass, and the graph before it. */
  public String reproducer() {
    return reproducer;
  }
}
