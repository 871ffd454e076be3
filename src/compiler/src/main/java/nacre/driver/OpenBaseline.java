package nacre.driver;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import nacre.lint.LintConfig;
import nacre.lint.LintReport;
import nacre.report.Baseline;
import nacre.report.Reported;
import nacre.source.Diagnostic;
import nacre.source.Reporter;
import nacre.source.Severity;
import nacre.source.Source;
import nacre.source.SourceReader;
import nacre.source.Span;
import nacre.syntax.resolve.ResolveOptions;

/** A baseline that was read, and which of its findings are still there. */
final class OpenBaseline {
  private final Path folder;
  private final String name;
  private final Optional<Source> text;
  private final Optional<Baseline> baseline;
  private final Optional<Reported> errors;
  private final Set<String> known;
  private final Set<String> met = new HashSet<>();
  /** Files all of whose findings were seen, as the baseline calls them. */
  private final Map<String, LintConfig> whole = new HashMap<>();

  private OpenBaseline(Path file, String name, Optional<Source> text, Reporter reporter) {
    this.folder = file.resolveSibling("").normalize();
    this.name = name;
    this.text = text;
    this.baseline = text.flatMap(source -> Baseline.parse(source, reporter));
    this.errors = reporter.hasErrors()
        ? Optional.of(new Reported(name, reporter.diagnostics(), _ -> text))
        : Optional.empty();
    this.known = baseline.stream().flatMap(all -> all.entries().stream()).map(Baseline.Entry::fingerprint)
        .collect(Collectors.toSet());
  }

  /**
   * Reads the file, whose path is absolute.
   *
   * @param name what diagnostics call it
   */
  static OpenBaseline read(Path file, String name) {
    Reporter reporter = new Reporter();
    return new OpenBaseline(file, name, SourceReader.read(file, name, Baseline.MOST_BYTES, reporter), reporter);
  }

  /** What is wrong with it, if something is. */
  Optional<Reported> errors() {
    return errors;
  }

  /** The same without the findings that the baseline has. */
  Linted hide(Linted all) {
    Path place = all.file().path().toAbsolutePath().normalize();
    List<String> fingerprints = Baseline.fingerprints(folder, place, all.rules());
    List<LintReport> left = new ArrayList<>();
    for (int i = 0; i < fingerprints.size(); i++) {
      if (known.contains(fingerprints.get(i))) {
        met.add(fingerprints.get(i));
      } else {
        left.add(all.reports().get(i));
      }
    }
    if (!all.file().hasErrors() && all.file().options().equals(ResolveOptions.none())) {
      whole.put(Baseline.name(folder, place), all.config());
    }
    return new Linted(all.file(), all.config(), left, all.reports().size() - left.size(), all.settings(),
        all.consulted());
  }

  /** Of a finding that was not met: its file is gone, or was seen whole, by a rule that ran. */
  private boolean isGone(Baseline.Entry entry) {
    return Files.notExists(folder.resolve(entry.file()))
        || Optional.ofNullable(whole.get(entry.file())).filter(config -> config.hears(entry.rule())).isPresent();
  }

  /** One line about findings that are gone, if there are any. */
  Optional<Reported> stale() {
    List<Baseline.Entry> entries = baseline.map(Baseline::entries).orElse(List.of());
    List<Baseline.Entry> gone = entries.stream().filter(entry -> !met.contains(entry.fingerprint()))
        .filter(entry -> isGone(entry)).toList();
    Optional<Span> first = gone.stream().flatMap(entry -> entry.at().stream()).min(Span::compareTo);
    String message = gone.size() + " of " + entries.size() + (entries.size() == 1 ? " finding" : " findings")
        + " of this baseline" + (gone.size() == 1 ? " is" : " are")
        + " gone; write it anew with `nacre lint --write-baseline "
        + name + "`";
    Diagnostic said = new Diagnostic(Diagnostics.STALE_BASELINE, Severity.INFO, first, message, List.of(), List.of());
    return gone.isEmpty() ? Optional.empty() : Optional.of(new Reported(name, List.of(said), _ -> text));
  }
}
