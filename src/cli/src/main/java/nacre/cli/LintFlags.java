package nacre.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import nacre.driver.FileChoice;
import nacre.driver.LintRequest;
import nacre.lint.LintConfig;
import nacre.source.Severity;
import picocli.CommandLine.Option;

/** Which rules run, how much they matter, and which of their findings are old ones. */
final class LintFlags {
  @Option(names = "--select", paramLabel = "RULE", split = ",",
      description = "also run a rule that is off; `all` for every rule")
  private List<String> select = List.of();

  @Option(names = "--ignore", paramLabel = "RULE", split = ",",
      description = "do not run a rule; `all` for every rule that no --select names")
  private List<String> ignore = List.of();

  @Option(names = "--severity", paramLabel = "RULE=LEVEL", split = ",", converter = Assignment.Grading.class,
      description = "what a rule's findings are: error, warning, info or style")
  private List<Assignment> severity = List.of();

  @Option(names = "--config", paramLabel = "FILE",
      description = "settings, instead of the nacre.toml in the folder of a model or the next above")
  private Optional<Path> config = Optional.empty();

  @Option(names = "--no-config", description = "read no nacre.toml")
  private boolean noConfig;

  @Option(names = "--baseline", paramLabel = "FILE",
      description = "leave out the findings in this file, instead of those that settings name")
  private Optional<Path> baseline = Optional.empty();

  @Option(names = "--write-baseline", paramLabel = "FILE",
      description = "write all findings of rules into a file for --baseline, and report only what is no such finding")
  private Optional<Path> newBaseline = Optional.empty();

  /** @throws MisuseException for flags that contradict each other or name no rule */
  LintRequest request() {
    if (config.isPresent() && noConfig) {
      throw new MisuseException("--config and --no-config contradict each other");
    }
    if (baseline.isPresent() && newBaseline.isPresent()) {
      throw new MisuseException("--write-baseline writes all findings, so there is nothing to read with --baseline");
    }
    Map<String, Severity> severities = new HashMap<>();
    severity.forEach(
        said -> severities.put(said.name(), Severity.named(said.value()).orElseThrow()));
    LintRequest request = new LintRequest(new LintConfig(select, ignore, severities),
        noConfig ? new FileChoice.None() : choice(config),
        newBaseline.isPresent() ? new FileChoice.None() : choice(baseline));
    request.mistakes().stream().findFirst().ifPresent(mistake -> {
      throw new MisuseException(mistake);
    });
    return request;
  }

  /** Where a baseline is to be written, if it is. */
  Optional<Path> newBaseline() {
    return newBaseline;
  }

  private static FileChoice choice(Optional<Path> file) {
    return file.<FileChoice>map(FileChoice.Given::new).orElse(new FileChoice.Usual());
  }
}
