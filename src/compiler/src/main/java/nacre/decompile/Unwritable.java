package nacre.decompile;

import java.util.List;
import java.util.stream.Collectors;
import nacre.ir.Location;

/** A text has no words for something in a graph. */
public final class Unwritable extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What it has no words for, and where that comes from. */
  public record Problem(String message, Location location) {}

  private final transient List<Problem> problems;

  Unwritable(String message, Location location) {
    this(List.of(new Problem(message, location)));
  }

  /** All that was found, one or more. */
  Unwritable(List<Problem> problems) {
    super(problems.stream().map(Problem::message).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
