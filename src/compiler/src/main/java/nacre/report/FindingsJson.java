package nacre.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import nacre.source.Diagnostic;
import nacre.source.Fix;
import nacre.source.Json;
import nacre.source.Note;
import nacre.source.Severity;
import nacre.source.Span;
import nacre.source.TextEdit;

/**
 * Findings as JSON:
 *
 * <pre>
 * {"files": [{"file": ..., "models": [{"name", "ops": {OP: COUNT, ...}}],
 *   "findings": [{"rule", "severity", "place"?, "message", "notes": [{"place"?, "message"}],
 *     "fixes": [{"title", "safe", "edits": [{"place", "replacement"}]}]}]}],
 *  "totals": {"error", "warning", "info", "style", "models", "ops": {OP: COUNT, ...}}}
 * </pre>
 *
 * {@code ops} says how many nodes of each op there are, in Nacre's words: {@code "batch_norm": 53}. A fix without edits is
 * made by hand, in a file that Nacre does not write.
 *
 * A place has {@code file}, {@code line}, {@code column}, {@code end_line} and {@code end_column}: from 1, in UTF-16
 * units, up to and not including the end.
 */
public final class FindingsJson {
  private FindingsJson() {}

  public static Json of(List<Reported> files) {
    Json.Fields totals = new Json.Fields();
    for (Severity severity : Severity.values()) {
      long count = files.stream().flatMap(file -> file.diagnostics().stream())
          .filter(diagnostic -> diagnostic.severity() == severity).count();
      totals = totals.with(severity.word(), new Json.Whole(count));
    }
    List<Reported.Seen> models = files.stream().flatMap(file -> file.models().stream()).toList();
    SortedMap<String, Long> ops = new TreeMap<>();
    models.forEach(model -> model.ops().forEach((op, count) -> ops.merge(op, count, Long::sum)));
    totals = totals.with("models", new Json.Whole(models.size())).with("ops", counts(ops));
    return new Json.Fields().with("files", files.stream().map(FindingsJson::file).toList()).with("totals", totals);
  }

  private static Json file(Reported file) {
    return new Json.Fields().with("file", file.file())
        .with("models", file.models().stream().map(FindingsJson::model).toList())
        .with("findings", file.diagnostics().stream().map(FindingsJson::finding).toList());
  }

  private static Json model(Reported.Seen model) {
    return new Json.Fields().with("name", model.name()).with("ops", counts(model.ops()));
  }

  private static Json counts(SortedMap<String, Long> ops) {
    Json.Fields counts = new Json.Fields();
    for (var op : ops.entrySet()) {
      counts = counts.with(op.getKey(), new Json.Whole(op.getValue()));
    }
    return counts;
  }

  private static Json finding(Diagnostic diagnostic) {
    Json.Fields fields =
        new Json.Fields().with("rule", diagnostic.id()).with("severity", diagnostic.severity().word());
    if (diagnostic.span().isPresent()) {
      fields = fields.with("place", place(diagnostic.span().get()));
    }
    return fields.with("message", diagnostic.message())
        .with("notes", diagnostic.notes().stream().map(FindingsJson::note).toList())
        .with("fixes", diagnostic.fixes().stream().map(FindingsJson::fix).toList());
  }

  private static Json note(Note note) {
    Json.Fields fields = new Json.Fields();
    if (note.span().isPresent()) {
      fields = fields.with("place", place(note.span().get()));
    }
    return fields.with("message", note.message());
  }

  private static Json fix(Fix fix) {
    List<Json> edits = new ArrayList<>();
    for (TextEdit edit : fix.edits()) {
      edits.add(new Json.Fields().with("place", place(edit.span())).with("replacement", edit.replacement()));
    }
    return new Json.Fields().with("title", fix.title()).with("safe", new Json.Flag(fix.safe())).with("edits", edits);
  }

  private static Json place(Span span) {
    return new Json.Fields().with("file", span.file()).with("line", new Json.Whole(span.line()))
        .with("column", new Json.Whole(span.column())).with("end_line", new Json.Whole(span.endLine()))
        .with("end_column", new Json.Whole(span.endColumn()));
  }
}
