package nacre.passes;

import java.util.OptionalLong;

/**
 * How a pipeline is run.
 *
 * @param limit      after how many patches rewriting stops, to find by bisection the one that goes wrong
 * @param validation whether replaced regions are evaluated before and after
 */
public record PassOptions(OptionalLong limit, Validation validation, PassListener listener) {
  /** What is checked beyond structure and types. */
  public enum Validation {
    NONE,
    /** Every replaced region computes what it did, on hostile inputs and parameters, in float64. */
    EVERY_PATCH
  }

  public static PassOptions standard() {
    return new PassOptions(OptionalLong.empty(), Validation.NONE, PassListener.NOBODY);
  }

  public PassOptions limitedTo(long patches) {
    return new PassOptions(OptionalLong.of(patches), validation, listener);
  }

  public PassOptions unlimited() {
    return new PassOptions(OptionalLong.empty(), validation, listener);
  }

  public PassOptions validating() {
    return new PassOptions(limit, Validation.EVERY_PATCH, listener);
  }

  public PassOptions listening(PassListener who) {
    return new PassOptions(limit, validation, who);
  }
}
