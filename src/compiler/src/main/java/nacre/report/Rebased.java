package nacre.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nacre.source.Diagnostic;
import nacre.source.Fix;
import nacre.source.Note;
import nacre.source.Source;
import nacre.source.Span;
import nacre.source.TextEdit;

/**
 * Reports as they read from another folder: that of a checkout, where a build runs in one of its modules. Files that are not
 * below it keep the names that they have.
 */
public final class Rebased {
  private final Path root;

  /** @param root absolute, or relative to the current folder */
  public Rebased(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  public Reported of(Reported file) {
    List<Diagnostic> diagnostics = file.diagnostics().stream().map(this::diagnostic).toList();
    return new Reported(name(file.file()), file.models(), diagnostics, name -> source(file, name));
  }

  /** The text of that new name: names are few, those of the diagnostics, so they are looked through. */
  private Optional<Source> source(Reported file, String name) {
    return file.diagnostics().stream().flatMap(diagnostic -> diagnostic.span().stream()).map(Span::file)
        .filter(old -> name(old).equals(name)).findFirst().flatMap(file.sources());
  }

  private String name(String file) {
    Path path = Path.of(file).toAbsolutePath().normalize();
    return path.startsWith(root) ? root.relativize(path).toString() : file;
  }

  private Span span(Span span) {
    return new Span(name(span.file()), span.line(), span.column(), span.endLine(), span.endColumn());
  }

  private Diagnostic diagnostic(Diagnostic said) {
    List<Note> notes =
        said.notes().stream().map(note -> new Note(note.span().map(this::span), note.message())).toList();
    List<Fix> fixes = said.fixes().stream()
        .map(fix -> new Fix(fix.title(), fix.safe(), fix.edits().stream().map(this::edit).toList())).toList();
    return new Diagnostic(said.id(), said.severity(), said.span().map(this::span), said.message(), notes, fixes);
  }

  private TextEdit edit(TextEdit edit) {
    return new TextEdit(span(edit.span()), edit.replacement());
  }
}
