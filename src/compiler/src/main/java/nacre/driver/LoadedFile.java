package nacre.driver;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import nacre.source.Diagnostic;
import nacre.source.Severity;
import nacre.source.Source;
import nacre.syntax.resolve.Resolution;
import nacre.syntax.resolve.ResolveOptions;

/**
 * A text that was read and resolved.
 *
 * @param diagnostics what is wrong with it, errors and less
 * @param resolution  its models and blocks without errors; empty if it could not even be read
 */
public record LoadedFile(Path path, ResolveOptions options, List<Diagnostic> diagnostics,
    Optional<Resolution> resolution) {
  public LoadedFile {
    diagnostics = List.copyOf(diagnostics);
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
  }

  public List<LoadedModel> models() {
    return resolution.stream().flatMap(all -> all.models().stream()).map(model -> new LoadedModel(this, model))
        .toList();
  }

  /** A text by the name that spans use. */
  public Optional<Source> source(String name) {
    return resolution.flatMap(all -> all.source(name));
  }

  /** The text itself. */
  public Optional<Source> source() {
    return resolution.map(all -> all.texts().getFirst().source());
  }
}
