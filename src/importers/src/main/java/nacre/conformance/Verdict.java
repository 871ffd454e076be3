package nacre.conformance;

import java.util.List;

/** How a case ended. */
public sealed interface Verdict {
  /**
   * Computed by the mode, and near enough.
   *
   * @param worst the greatest difference of two elements
   * @param held  inputs whose contents were known when the model was compiled
   */
  record Passed(double worst, List<String> held) implements Verdict {
    public Passed {
      held = List.copyOf(held);
    }
  }

  /** Computed, and wrong. */
  record Failed(String reason) implements Verdict {}

  /** Not computed: Nacre says what it lacks. */
  record Unsupported(List<Lack> lacks) implements Verdict {
    public Unsupported {
      lacks = List.copyOf(lacks);
    }

    Unsupported(String operator, String reason) {
      this(List.of(new Lack(operator, reason)));
    }
  }

  /** Something that Nacre does not compute. */
  record Lack(String operator, String reason) {}

  /** An invalid model. */
  record Rejected(String rule) implements Verdict {}

  /** One word. */
  default String word() {
    return switch (this) {
      case Passed _ -> "passed";
      case Failed _ -> "failed";
      case Unsupported _ -> "unsupported";
      case Rejected _ -> "rejected";
    };
  }

  /** What there is to say, in a line. */
  default String said() {
    return switch (this) {
      case Passed(double worst, List<String> held) -> "worst difference " + worst
          + (held.isEmpty() ? "" : "; known when compiled: " + String.join(", ", held));
      case Failed(String reason) -> reason;
      case Unsupported(List<Lack> lacks) -> lacks.stream().map(lack -> lack.operator() + ": " + lack.reason())
          .distinct().reduce((a, b) -> a + "; " + b).orElse("");
      case Rejected(String rule) -> rule;
    };
  }
}
