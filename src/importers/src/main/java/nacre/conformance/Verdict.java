package nacre.conformance;

import java.util.List;
import java.util.Optional;

/** How a case ended. */
public sealed interface Verdict {
  /**
   * Computed by the mode, and near enough.
   *
   * @param held inputs whose contents were known when the model was compiled
   */
  record Passed(Deviation worst, List<String> held) implements Verdict {
    public Passed {
      held = List.copyOf(held);
    }
  }

  /**
   * Computed, and wrong.
   *
   * @param worst none where elements cannot be compared
   */
  record Failed(String reason, Optional<Deviation> worst) implements Verdict {
    Failed(String reason) {
      this(reason, Optional.empty());
    }
  }

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

  /** How far results are from those that are required, where there are some to compare. */
  default Optional<Deviation> deviation() {
    return switch (this) {
      case Passed(Deviation worst, List<String> _) -> Optional.of(worst);
      case Failed(String _, Optional<Deviation> worst) -> worst;
      case Unsupported _, Rejected _ -> Optional.empty();
    };
  }

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
      case Passed(Deviation worst, List<String> held) -> "worst difference " + worst
          + (held.isEmpty() ? "" : "; known when compiled: " + String.join(", ", held));
      case Failed(String reason, Optional<Deviation> _) -> reason;
      case Unsupported(List<Lack> lacks) -> lacks.stream().map(lack -> lack.operator() + ": " + lack.reason())
          .distinct().reduce((a, b) -> a + "; " + b).orElse("");
      case Rejected(String rule) -> rule;
    };
  }
}
