package nacre.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nacre.source.Json;

/** What cases showed: of each operator, and in total. */
public record Report(Mode mode, List<Result> results) {
  /** The four words, in the order in which they are shown. */
  public static final List<String> WORDS = List.of("passed", "failed", "unsupported", "rejected");

  public Report {
    results = List.copyOf(results);
  }

  /** How many cases ended with each word. */
  public SequencedMap<String, Long> totals() {
    SequencedMap<String, Long> totals = new LinkedHashMap<>();
    for (String word : WORDS) {
      totals.put(word, results.stream().filter(result -> result.verdict().word().equals(word)).count());
    }
    return totals;
  }

  /**
   * An operator and the cases that use it.
   *
   * @param counts in the order of {@link #WORDS}
   */
  public record Row(String operator, List<Long> counts) {
    public Row {
      counts = List.copyOf(counts);
    }
  }

  /** One row for each operator, by name. A case counts in the row of each operator that its model uses. */
  public List<Row> rows() {
    Map<String, List<Result>> users = new TreeMap<>();
    results.forEach(result -> result.operators()
        .forEach(operator -> users.computeIfAbsent(operator, _ -> new ArrayList<>()).add(result)));
    return users.entrySet().stream().map(entry -> new Row(entry.getKey(), WORDS.stream()
        .map(word -> entry.getValue().stream().filter(result -> result.verdict().word().equals(word)).count())
        .toList())).toList();
  }

  /** What is not supported, with how many cases lack it, the most frequent first. */
  public SequencedMap<Verdict.Lack, Long> lacks() {
    Map<Verdict.Lack, Long> counts = results.stream().map(Result::verdict)
        .flatMap(verdict -> verdict instanceof Verdict.Unsupported(List<Verdict.Lack> lacks)
            ? lacks.stream().distinct()
            : Stream.empty())
        .collect(Collectors.groupingBy(lack -> lack, Collectors.counting()));
    SequencedMap<Verdict.Lack, Long> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.<Verdict.Lack, Long>comparingByValue(Comparator.reverseOrder())
            .thenComparing(entry -> entry.getKey().operator()).thenComparing(entry -> entry.getKey().reason()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  /** For programs. */
  public Json json() {
    Json.Fields totals = new Json.Fields();
    for (Map.Entry<String, Long> total : totals().entrySet()) {
      totals = totals.with(total.getKey(), new Json.Whole(total.getValue()));
    }
    return new Json.Fields().with("mode", mode.toString()).with("totals", totals)
        .with("cases", results.stream().map(Report::json).toList());
  }

  private static Json json(Result result) {
    Json.Fields fields = new Json.Fields().with("name", result.tried().name()).with("verdict", result.verdict().word())
        .with("detail", result.verdict().said())
        .with("operators", Json.texts(result.operators().stream().sorted().toList()))
        .with("milliseconds", new Json.Whole(result.millis()));
    Optional<Deviation> worst = result.verdict().deviation();
    Json.Fields compared = worst.isEmpty() ? fields
        : fields.with("worst", new Json.Real(worst.get().error())).with("ulps", new Json.Whole(worst.get().ulps()));
    return switch (result.verdict()) {
      case Verdict.Passed passed -> compared.with("held", Json.texts(passed.held()));
      case Verdict.Unsupported(List<Verdict.Lack> lacks) -> compared.with("lacks", lacks.stream()
          .map(lack -> new Json.Fields().with("operator", lack.operator()).with("reason", lack.reason())).toList());
      case Verdict.Failed _, Verdict.Rejected _ -> compared;
    };
  }
}
