package nacre.driver;

import java.nio.file.Path;

/** Which file a user means to be read, where there is a usual one. */
public sealed interface FileChoice {
  /** The usual one, if there is one. */
  record Usual() implements FileChoice {}

  /** None, even if there is a usual one. */
  record None() implements FileChoice {}

  /** This one, and it must be there. */
  record Given(Path file) implements FileChoice {}
}
