package nacre.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import nacre.source.Diagnostic;
import nacre.source.Fix;
import nacre.source.Note;
import nacre.source.Severity;
import nacre.source.Source;
import nacre.source.Span;
import nacre.source.TextEdit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Other programs read these forms, so every field, its place and its escapes are fixed here. */
class ReportsTest {
  private static final Source TEXT = Source.of("nets/a b.nacre", "nacre 1\n  y = x -> dense(8)\n  z = x -> dense(8)\n");
  private static final Span CALL = new Span("nets/a b.nacre", 2, 12, 2, 20);

  private static final List<Reported.Seen> MODELS =
      List.of(new Reported.Seen("Net", new TreeMap<>(Map.of("dense", 2L, "batch_norm", 1L))),
          new Reported.Seen("Other", new TreeMap<>(Map.of("dense", 1L))));

  private static Reported reported(Diagnostic... diagnostics) {
    return new Reported("nets/a b.nacre", MODELS, List.of(diagnostics), name -> Optional.of(TEXT));
  }

  private static Diagnostic finding() {
    return Diagnostic.warning("some-rule", CALL, "100% of `dense`:\nno effect")
        .with(Note.at(Span.point("nets/a b.nacre", 3, 1), "here too")).with(Note.of("because"))
        .with(new Fix("leave it out", true, List.of(TextEdit.insert(CALL.end(), ", \"bias\"=false"))));
  }

  @Test
  @DisplayName("JSON: models with their ops, places with ends, notes with and without, fixes with their edits, totals")
  void json() {
    assertThat(FindingsJson.of(List.of(reported(finding()))).print()).isEqualTo("""
        {
          "files": [
            {
              "file": "nets/a b.nacre",
              "models": [
                {
                  "name": "Net",
                  "ops": {
                    "batch_norm": 1,
                    "dense": 2
                  }
                },
                {
                  "name": "Other",
                  "ops": {
                    "dense": 1
                  }
                }
              ],
              "findings": [
                {
                  "rule": "some-rule",
                  "severity": "warning",
                  "place": {
                    "file": "nets/a b.nacre",
                    "line": 2,
                    "column": 12,
                    "end_line": 2,
                    "end_column": 20
                  },
                  "message": "100% of `dense`:\\u000ano effect",
                  "notes": [
                    {
                      "place": {
                        "file": "nets/a b.nacre",
                        "line": 3,
                        "column": 1,
                        "end_line": 3,
                        "end_column": 1
                      },
                      "message": "here too"
                    },
                    {
                      "message": "because"
                    }
                  ],
                  "fixes": [
                    {
                      "title": "leave it out",
                      "safe": true,
                      "edits": [
                        {
                          "place": {
                            "file": "nets/a b.nacre",
                            "line": 2,
                            "column": 20,
                            "end_line": 2,
                            "end_column": 20
                          },
                          "replacement": ", \\"bias\\"=false"
                        }
                      ]
                    }
                  ]
                }
              ]
            }
          ],
          "totals": {
            "error": 0,
            "warning": 1,
            "info": 0,
            "style": 0,
            "models": 2,
            "ops": {
              "batch_norm": 1,
              "dense": 3
            }
          }
        }""");
  }

  @Test
  @DisplayName("GitHub: what would end a command or a property is escaped; without a place it is the file")
  void github() {
    assertThat(GithubAnnotations.of(List.of(reported(finding(), Diagnostic.error("un-readable", "no: way")))))
        .containsExactly(
            "::warning file=nets/a b.nacre,line=2,col=12,endLine=2,endColumn=20,title=some-rule::100%25 of `dense`:%0A"
                + "no effect%0Anote: here too%0Anote: because%0Afix: leave it out",
            "::error file=nets/a b.nacre,title=un-readable::no: way");
    assertThat(GithubAnnotations.of(List.of(new Reported("a,b:c.nacre",
        List.of(new Diagnostic("x", Severity.STYLE, Optional.empty(), "m", List.of(), List.of())),
        _ -> Optional.empty())))).containsExactly("::notice file=a%2Cb%3Ac.nacre,title=x::m");
  }

  private static String sarif(Reported reported) {
    return SarifLog.of("1.2", List.of(new SarifLog.Rule("other", Severity.INFO, "other", "# other"),
        new SarifLog.Rule("some-rule", Severity.WARNING, "one line", "# some-rule")), List.of(reported)).print();
  }

  @Test
  @DisplayName("SARIF: rules with their help, results that point at them, URIs, regions, related places and replacements")
  void sarif() {
    assertThat(sarif(reported(finding())).replaceAll("\\s+", " ")).contains(
        "\"version\": \"2.1.0\", \"runs\": [ { \"tool\": { \"driver\": { \"name\": \"Nacre\", \"version\": \"1.2\"",
        "{ \"id\": \"some-rule\", \"shortDescription\": { \"text\": \"one line\" }, "
            + "\"fullDescription\": { \"text\": \"one line\" }, \"help\": { \"text\": \"# some-rule\", "
            + "\"markdown\": \"# some-rule\" }, \"defaultConfiguration\": { \"level\": \"warning\" } }",
        "\"columnKind\": \"utf16CodeUnits\"",
        "\"ruleId\": \"some-rule\", \"ruleIndex\": 1, \"level\": \"warning\", \"message\": { \"text\": "
            + "\"100% of `dense`:\\u000ano effect\\u000abecause\" }",
        "\"physicalLocation\": { \"artifactLocation\": { \"uri\": \"nets/a%20b.nacre\", "
            + "\"uriBaseId\": \"%SRCROOT%\" }, \"region\": { \"startLine\": 2, "
            + "\"startColumn\": 12, \"endLine\": 2, \"endColumn\": 20 } }",
        "\"relatedLocations\": [ { \"physicalLocation\"", "\"message\": { \"text\": \"here too\" } } ]",
        "\"fixes\": [ { \"description\": { \"text\": \"leave it out\" }, \"artifactChanges\": [ { \"artifactLocation\": "
            + "{ \"uri\": \"nets/a%20b.nacre\", \"uriBaseId\": \"%SRCROOT%\" }, \"replacements\": [ { \"deletedRegion\"",
        "\"insertedContent\": { \"text\": \", \\\"bias\\\"=false\" }");
  }

  @Test
  @DisplayName("SARIF knows no fix without edits: what is made by hand is told with the message")
  void advice() {
    Diagnostic said = Diagnostic.warning("some-rule", CALL, "m").with(new Fix("do it there", true, List.of()));
    assertThat(sarif(reported(said)).replaceAll("\\s+", " ")).doesNotContain("\"fixes\"")
        .contains("\"message\": { \"text\": \"m\\u000afix: do it there\" }");
  }

  private static String fingerprint(String sarif, int index) {
    return Pattern.compile("nacreFinding/v1\": \"([0-9a-f]{32})").matcher(sarif).results().skip(index).findFirst()
        .orElseThrow().group(1);
  }

  @Test
  @DisplayName("a fingerprint stays when lines move, and tells equal findings apart")
  void fingerprints() {
    Diagnostic first = Diagnostic.warning("some-rule", CALL, "m");
    Diagnostic same = Diagnostic.warning("some-rule", CALL, "m");
    String two = sarif(reported(first, same));
    assertThat(fingerprint(two, 0)).isNotEqualTo(fingerprint(two, 1));
    Source moved = Source.of("nets/a b.nacre", "nacre 1\n\n\n    y = x -> dense(8)\n");
    Diagnostic lower = Diagnostic.warning("some-rule", new Span("nets/a b.nacre", 4, 14, 4, 22), "m");
    String after = sarif(new Reported("nets/a b.nacre", List.of(lower), _ -> Optional.of(moved)));
    assertThat(fingerprint(after, 0)).isEqualTo(fingerprint(two, 0));
  }
}
