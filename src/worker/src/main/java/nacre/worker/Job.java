package nacre.worker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nacre.driver.Linted;
import nacre.driver.LoadedFile;
import nacre.front.Request;
import nacre.source.Diagnostic;
import nacre.source.Severity;

/** One model file on its way. */
final class Job {
  private final Request.Unit unit;
  private final Linted linted;
  private final List<Diagnostic> diagnostics;

  Job(Request.Unit unit, Linted linted) {
    this.unit = unit;
    this.linted = linted;
    this.diagnostics = new ArrayList<>(linted.diagnostics());
  }

  Request.Unit unit() {
    return unit;
  }

  LoadedFile loaded() {
    return linted.file();
  }

  Linted linted() {
    return linted;
  }

  void add(List<Diagnostic> more) {
    diagnostics.addAll(more);
  }

  /** What is said of the file, by place. */
  List<Diagnostic> diagnostics() {
    return diagnostics.stream().sorted(Diagnostic.ORDER).toList();
  }

  /** The same, and what is wrong with settings and baseline that are its own, which keeps it from being linted. */
  List<Diagnostic> all() {
    return Stream.concat(linted.settings().stream().flatMap(file -> file.diagnostics().stream()),
        diagnostics().stream()).toList();
  }

  /** Every file that this depends on, whether it is there or was looked for in vain. */
  List<Path> inputs() {
    return Stream.of(linted.file().inputs(), linted.consulted().read(), linted.consulted().absent())
        .flatMap(List::stream).toList();
  }

  boolean hasErrors() {
    return all().stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
  }

  boolean fails(Request.Threshold threshold) {
    return all().stream().map(Diagnostic::severity).map(Findings::severity).anyMatch(threshold::isReachedBy);
  }
}
