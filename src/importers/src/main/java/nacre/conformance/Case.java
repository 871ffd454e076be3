package nacre.conformance;

/**
 * A model with inputs and the results that they should give.
 *
 * @param name where it is, from the folder that was asked for
 */
public record Case(String name, Subject subject) {
  /** What the format of a case knows of it. */
  @FunctionalInterface
  public interface Subject {
    /**
     * How the case ends.
     *
     * @throws nacre.source.InputException for an invalid model, or results that cannot be read
     * @throws nacre.importers.UnsupportedException for a model that no graph can stand for
     */
    Verdict tried(Trial trial);
  }
}
