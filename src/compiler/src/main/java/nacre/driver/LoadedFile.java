package nacre.driver;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import nacre.source.Diagnostic;
import nacre.source.Severity;
import nacre.source.Source;
import nacre.syntax.resolve.Resolution;
import nacre.syntax.resolve.ResolveOptions;

/**
 * A text that was read and resolved, or a model of another framework that was imported.
 *
 * @param diagnostics what is wrong with it, errors and less
 * @param resolution  the models and blocks of a text, those without errors; empty if it could not even be read
 * @param imported    the model of another framework's file, if it is one and has no errors
 * @param texts       files of texts and labels that it mentions, itself included, whether they are there or not
 * @param damaged     the text of another framework's file in which an error is
 */
public record LoadedFile(Path path, ResolveOptions options, List<Diagnostic> diagnostics,
    Optional<Resolution> resolution, Optional<ImportedModel> imported, List<Path> texts,
    Optional<Source> damaged) {
  public LoadedFile {
    diagnostics = List.copyOf(diagnostics);
    texts = List.copyOf(texts);
  }

  public LoadedFile(Path path, ResolveOptions options, List<Diagnostic> diagnostics, Optional<Resolution> resolution,
      Optional<ImportedModel> imported, List<Path> texts) {
    this(path, options, diagnostics, resolution, imported, texts, Optional.empty());
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
  }

  public List<LoadedModel> models() {
    Stream<LoadedModel.Origin> origins = Stream.concat(
        resolution.stream().flatMap(all -> all.models().stream()).map(LoadedModel.Written::new),
        imported.stream().map(LoadedModel.Imported::new));
    return origins.map(origin -> new LoadedModel(this, origin)).toList();
  }

  /** All files on which its models, their weights and what is said of them depend, whether they are there or not. */
  public List<Path> inputs() {
    Stream<Path> bound = models().stream().flatMap(model -> model.binding().stream())
        .map(binding -> Path.of(binding.file()));
    Stream<Path> beside = imported.stream().flatMap(model -> model.files().stream());
    return Stream.of(texts.stream(), bound, beside).flatMap(files -> files).distinct().toList();
  }

  /** A text by the name that spans use. */
  public Optional<Source> source(String name) {
    Stream<Source> foreign =
        Stream.concat(damaged.stream(), imported.stream().flatMap(model -> model.sources().stream()));
    return resolution.flatMap(all -> all.source(name))
        .or(() -> foreign.filter(source -> source.name().equals(name)).findFirst());
  }

  /** The text itself. */
  public Optional<Source> source() {
    return resolution.map(all -> all.texts().getFirst().source());
  }
}
