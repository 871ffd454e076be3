package nacre.codegen;

import java.util.List;
import java.util.stream.Collectors;

import nacre.source.Diagnostic;

/** A graph for which no code can be generated, with everything that stands in the way. */
public final class UnsupportedModelException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Diagnostic> diagnostics;

  public UnsupportedModelException(List<Diagnostic> diagnostics) {
    super(diagnostics.stream().map(Diagnostic::message).collect(Collectors.joining("; ")));
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** Each names a node or symbol and says what was found and what is required. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
