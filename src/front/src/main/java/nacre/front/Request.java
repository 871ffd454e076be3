package nacre.front;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a front asks of the worker, which runs in the folder that relative paths mean.
 *
 * @param units  the model files
 * @param rules  how they are linted
 * @param failOn what keeps everything from being written
 * @param work   what is to be made of them
 * @param taken  files that belong to models which are not among the units, with the model file of each; no other may
 *               write them
 * @param report where all findings go, if anywhere
 */
public record Request(List<Unit> units, Rules rules, Threshold failOn, Work work,
    Map<String, String> taken, Optional<Report> report) {
  /** What of the findings is a failure. */
  public enum Threshold {
    NEVER, ERROR, WARNING;

    public boolean isReachedBy(Message.Severity severity) {
      return switch (severity) {
        case ERROR -> this != NEVER;
        case WARNING -> this == WARNING;
        case INFO, STYLE -> false;
      };
    }
  }

  /**
   * A model file.
   *
   * @param file        a path of a {@code .nacre} text or another model
   * @param packageName of the classes that are made of it; empty for none
   */
  public record Unit(String file, String packageName) {}

  /**
   * How models are linted, beside what {@code nacre.toml} says.
   *
   * @param select   ids of rules that run although they are off, or {@code all}
   * @param ignore   ids of rules that do not run, or {@code all}
   * @param severity {@code RULE=LEVEL} each
   * @param settings the {@code nacre.toml} for all models; otherwise each model's own is looked for
   */
  public record Rules(List<String> select, List<String> ignore, List<String> severity, Optional<Path> settings) {
    public Rules {
      select = List.copyOf(select);
      ignore = List.copyOf(ignore);
      severity = List.copyOf(severity);
    }

    /** What the rules say of themselves. */
    public static Rules standard() {
      return new Rules(List.of(), List.of(), List.of(), Optional.empty());
    }
  }

  /**
   * A file for findings.
   *
   * @param format {@code json}, {@code sarif} or {@code github}
   * @param root   the folder that paths in it are relative to, where they are below it
   */
  public record Report(Path file, String format, Path root) {}

  /** What is made of models. */
  public sealed interface Work {}

  /** Nothing: they are linted. */
  public record Lint() implements Work {}

  /** Two folders that files go to. */
  public record Roots(Path sources, Path resources) {}

  /**
   * Classes with their weights.
   *
   * @param tests    where tests of the classes go, if they are wanted
   * @param pipeline the passes, if not the standard ones
   * @param dims     sizes for symbols of inputs, {@code NAME=SIZE} each, for the models that have such a symbol
   * @param encoding of the sources; what it cannot say is written as Unicode escapes
   */
  public record Classes(Roots roots, Optional<Roots> tests, Optional<String> pipeline, List<String> dims,
      String encoding) implements Work {
    public Classes {
      dims = List.copyOf(dims);
    }
  }

  /**
   * Pictures.
   *
   * @param format {@code svg}, {@code png} or {@code dot}
   * @param stage  {@code source} or {@code optimised}
   */
  public record Pictures(Path folder, String format, String stage) implements Work {}

  public Request {
    units = List.copyOf(units);
    taken = Collections.unmodifiableSortedMap(new TreeMap<>(taken));
  }

  /** The same for other units. */
  public Request with(List<Unit> others, Map<String, String> othersTaken) {
    return new Request(others, rules, failOn, work, othersTaken, report);
  }
}
