package nacre.driver;

import java.util.List;
import java.util.stream.Collectors;

import nacre.source.Diagnostic;

/** A model that cannot be compiled or run, with everything that is wrong, each at its place. */
public final class RejectedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient LoadedFile file;
  private final transient List<Diagnostic> diagnostics;

  RejectedException(LoadedFile file, List<Diagnostic> diagnostics) {
    super(diagnostics.stream().map(Diagnostic::message).collect(Collectors.joining("; ")));
    this.file = file;
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** The text, for the lines that the diagnostics speak of. */
  public LoadedFile file() {
    return file;
  }

  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
