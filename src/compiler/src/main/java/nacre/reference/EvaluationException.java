package nacre.reference;

/** A graph that cannot be evaluated on what was handed in. The message says what was found and what is required. */
public final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public EvaluationException(String message) {
    super(message);
  }
}
