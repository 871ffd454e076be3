package nacre.worker;

import java.util.ArrayList;
import java.util.List;
import nacre.driver.LoadedFile;
import nacre.front.Request;
import nacre.source.Diagnostic;
import nacre.source.Severity;

/** One model file on its way. */
final class Job {
  private final Request.Unit unit;
  private final LoadedFile loaded;
  private final List<Diagnostic> diagnostics;

  Job(Request.Unit unit, LoadedFile loaded, List<Diagnostic> diagnostics) {
    this.unit = unit;
    this.loaded = loaded;
    this.diagnostics = new ArrayList<>(diagnostics);
  }

  Request.Unit unit() {
    return unit;
  }

  LoadedFile loaded() {
    return loaded;
  }

  void add(List<Diagnostic> more) {
    diagnostics.addAll(more);
  }

  /** What is said of it, by place. */
  List<Diagnostic> diagnostics() {
    return diagnostics.stream().sorted(Diagnostic.ORDER).toList();
  }

  boolean hasErrors() {
    return diagnostics.stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
  }

  boolean fails(Request.Threshold threshold) {
    return diagnostics.stream().map(Diagnostic::severity).map(Findings::severity).anyMatch(threshold::isReachedBy);
  }
}
