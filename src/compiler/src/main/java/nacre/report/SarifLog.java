package nacre.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import nacre.source.Diagnostic;
import nacre.source.Fix;
import nacre.source.Json;
import nacre.source.Note;
import nacre.source.Severity;
import nacre.source.Span;
import nacre.source.TextEdit;

/**
 * Findings in the Static Analysis Results Interchange Format, SARIF 2.1.0 (OASIS, 2020), with the help of each rule, fixes
 * as replacements, and fingerprints that outlive moved lines.
 */
public final class SarifLog {
  /**
   * What a rule is about.
   *
   * @param help its page, in Markdown
   */
  public record Rule(String id, Severity severity, String summary, String help) {}

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  /** What relative URIs start from. Its own URI is left out, so that a log is the same on every machine. */
  private static final String BASE = "%SRCROOT%";
  private static final String BASE_TEXT = "the root of the checkout, or the folder that Nacre was started in";

  private final SequencedMap<String, Integer> indices = new LinkedHashMap<>();

  private SarifLog(List<Rule> rules) {
    rules.forEach(rule -> indices.put(rule.id(), indices.size()));
  }

  /**
   * The log of one run.
   *
   * @param version of Nacre
   * @param rules   those that findings may name
   */
  public static Json of(String version, List<Rule> rules, List<Reported> files) {
    SarifLog log = new SarifLog(rules);
    Json.Fields driver = new Json.Fields().with("name", "Nacre").with("version", version)
        .with("rules", rules.stream().map(SarifLog::rule).toList());
    Json.Fields run = new Json.Fields().with("tool", new Json.Fields().with("driver", driver))
        .with("originalUriBaseIds",
            new Json.Fields().with(BASE, new Json.Fields().with("description", message(BASE_TEXT))))
        .with("columnKind", "utf16CodeUnits")
        .with("results", files.stream().flatMap(file -> log.results(file).stream()).toList());
    return new Json.Fields().with("$schema", SCHEMA).with("version", "2.1.0").with("runs", List.of(run));
  }

  private static Json rule(Rule rule) {
    return new Json.Fields().with("id", rule.id()).with("shortDescription", message(rule.summary()))
        .with("fullDescription", message(rule.summary()))
        .with("help", new Json.Fields().with("text", rule.help()).with("markdown", rule.help()))
        .with("defaultConfiguration", new Json.Fields().with("level", level(rule.severity())));
  }

  private List<Json> results(Reported file) {
    List<String> fingerprints = Fingerprint.of(ArtifactUri.of(file.file()), file);
    List<Json> results = new ArrayList<>();
    for (int i = 0; i < fingerprints.size(); i++) {
      results.add(result(file, file.diagnostics().get(i), fingerprints.get(i)));
    }
    return results;
  }

  private Json result(Reported file, Diagnostic diagnostic, String fingerprint) {
    Json.Fields result = new Json.Fields().with("ruleId", diagnostic.id());
    Integer index = indices.get(diagnostic.id());
    if (index != null) {
      result = result.with("ruleIndex", new Json.Whole(index));
    }
    Json location = diagnostic.span().<Json>map(SarifLog::location)
        .orElseGet(() -> new Json.Fields().with("physicalLocation", new Json.Fields().with("artifactLocation",
            artifact(file.file()))));
    result = result.with("level", level(diagnostic.severity())).with("message", message(text(diagnostic)))
        .with("locations", List.of(location))
        .with("partialFingerprints", new Json.Fields().with("nacreFinding/v1", fingerprint));
    List<Json> related = related(diagnostic);
    if (!related.isEmpty()) {
      result = result.with("relatedLocations", related);
    }
    List<Json> fixes = diagnostic.fixes().stream().filter(Fix::hasEdits).map(SarifLog::fix).toList();
    return fixes.isEmpty() ? result : result.with("fixes", fixes);
  }

  /** The message with the notes that have no place of their own, and the fixes that are made by hand. */
  private static String text(Diagnostic diagnostic) {
    List<String> parts = new ArrayList<>(List.of(diagnostic.message()));
    diagnostic.notes().stream().filter(note -> note.span().isEmpty()).map(Note::message).forEach(parts::add);
    diagnostic.fixes().stream().filter(fix -> !fix.hasEdits()).map(fix -> "fix: " + fix.title()).forEach(parts::add);
    return String.join("\n", parts);
  }

  private static List<Json> related(Diagnostic diagnostic) {
    List<Json> related = new ArrayList<>();
    for (Note note : diagnostic.notes()) {
      note.span().ifPresent(span -> related.add(location(span).with("message", message(note.message()))));
    }
    return related;
  }

  private static Json.Fields location(Span span) {
    return new Json.Fields().with("physicalLocation",
        new Json.Fields().with("artifactLocation", artifact(span.file())).with("region", region(span)));
  }

  private static Json region(Span span) {
    return new Json.Fields().with("startLine", new Json.Whole(span.line()))
        .with("startColumn", new Json.Whole(span.column())).with("endLine", new Json.Whole(span.endLine()))
        .with("endColumn", new Json.Whole(span.endColumn()));
  }

  private static Json artifact(String path) {
    Json.Fields location = new Json.Fields().with("uri", ArtifactUri.of(path));
    return ArtifactUri.isRelative(path) ? location.with("uriBaseId", BASE) : location;
  }

  private static Json fix(Fix fix) {
    SequencedMap<String, List<Json>> replacements = new LinkedHashMap<>();
    for (TextEdit edit : fix.edits()) {
      replacements.computeIfAbsent(edit.span().file(), _ -> new ArrayList<>())
          .add(new Json.Fields().with("deletedRegion", region(edit.span()))
              .with("insertedContent", message(edit.replacement())));
    }
    List<Json> changes = new ArrayList<>();
    replacements.forEach((file, edits) -> changes
        .add(new Json.Fields().with("artifactLocation", artifact(file)).with("replacements", edits)));
    return new Json.Fields().with("description", message(fix.title())).with("artifactChanges", changes);
  }

  private static Json message(String text) {
    return new Json.Fields().with("text", text);
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO, STYLE -> "note";
    };
  }
}
