package nacre.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nacre.lint.LintConfig;
import nacre.lint.LintReport;
import nacre.source.Diagnostic;
import nacre.source.Severity;
import nacre.syntax.resolve.ResolveOptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build or a command line is told of a model, and what it must look at to know whether that still holds. */
class LintSessionTest {
  private static final String BIASED = """
      nacre 1
      model B(classes: int = 3) {
        input x: f32[N, 4]
        output y = x -> dense(classes) -> batch_norm
      }
      """;
  private static final String RULE = "bias-before-batchnorm";
  private static final FileChoice USUAL = new FileChoice.Usual();

  @TempDir
  Path folder;

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    return Files.writeString(file, text);
  }

  private static Linted lint(LintSession session, Path file) {
    return session.lint(file, ResolveOptions.none());
  }

  private static Linted lint(Path file) {
    return lint(new LintSession(LintRequest.USUAL), file);
  }

  private static List<Severity> severities(Linted linted) {
    return linted.reports().stream().map(LintReport::diagnostic).map(Diagnostic::severity).toList();
  }

  private Path baseline(Path... models) throws IOException {
    Path file = folder.resolve("old/baseline");
    NewBaseline fresh = new NewBaseline(file);
    LintSession session = new LintSession(new LintRequest(LintConfig.DEFAULT, USUAL, new FileChoice.None()));
    for (Path model : models) {
      fresh.add(lint(session, model));
    }
    fresh.write();
    return file;
  }

  private static LintSession against(Path baseline) {
    return new LintSession(new LintRequest(LintConfig.DEFAULT, USUAL, new FileChoice.Given(baseline)));
  }

  @Test
  @DisplayName("what flags say wins over an entry for the file, which wins over what holds for all, which wins over rules")
  void precedence() throws IOException {
    Path model = write("a/b.nacre", BIASED);
    assertThat(severities(lint(model))).containsExactly(Severity.WARNING);
    write("nacre.toml", "[severity]\n" + RULE + " = \"info\"\n");
    assertThat(severities(lint(model))).containsExactly(Severity.INFO);
    write("nacre.toml", "ignore = [\"" + RULE + "\"]\n[per-file.\"a/*\"]\nselect = [\"" + RULE + "\"]\n");
    assertThat(severities(lint(model))).containsExactly(Severity.WARNING);
    LintConfig flags = new LintConfig(List.of(), List.of("all"), Map.of());
    LintSession session = new LintSession(new LintRequest(flags, USUAL, USUAL));
    assertThat(severities(lint(session, model))).isEmpty();
  }

  @Test
  @DisplayName("an answer names all files that it rests on: those that were read, and places where one would be found first")
  void consulted() throws IOException {
    Path model = write("a/b/c.nacre", BIASED);
    Path settings = write("nacre.toml", "baseline = \"old/baseline\"\n");
    Path baseline = baseline(model);
    Linted linted = lint(model);
    assertThat(linted.reports()).isEmpty();
    assertThat(linted.consulted().read()).containsExactly(settings, baseline);
    assertThat(linted.consulted().absent()).containsExactly(folder.resolve("a/b/nacre.toml"),
        folder.resolve("a/nacre.toml"));
    Files.delete(baseline);
    assertThat(lint(model).consulted().absent()).contains(baseline);
    Path near = write("a/nacre.toml", "");
    Consulted nearer = lint(model).consulted();
    assertThat(nearer.read()).containsExactly(near);
    assertThat(nearer.absent()).containsExactly(folder.resolve("a/b/nacre.toml"));
    Path none = folder.resolve("none.toml");
    Consulted given = lint(new LintSession(new LintRequest(LintConfig.DEFAULT, new FileChoice.Given(none), USUAL)),
        model).consulted();
    assertThat(given).isEqualTo(new Consulted(List.of(), List.of(none)));
    FileChoice no = new FileChoice.None();
    assertThat(lint(new LintSession(new LintRequest(LintConfig.DEFAULT, no, no)), model).consulted())
        .isEqualTo(new Consulted(List.of(), List.of()));
  }

  @Test
  @DisplayName("errors of settings are one report for all models below, whose own errors are told and whose rules do not run")
  void wrongSettings() throws IOException {
    Path biased = write("b.nacre", BIASED);
    Path wrong = write("a/w.nacre", BIASED.replace("-> batch_norm", "-> batchnrm"));
    Path toml = write("nacre.toml", "ignre = []\n");
    LintSession session = new LintSession(LintRequest.USUAL);
    Linted first = lint(session, biased);
    Linted second = lint(session, wrong);
    assertThat(first.settings()).singleElement().satisfies(report -> {
      assertThat(report.file()).isEqualTo(toml.toString());
      assertThat(report.sources().apply(toml.toString())).isPresent();
      assertThat(report.diagnostics()).extracting(Diagnostic::id).containsExactly("invalid-configuration");
    });
    assertThat(second.settings()).isEqualTo(first.settings());
    assertThat(first.diagnostics()).isEmpty();
    assertThat(second.diagnostics()).extracting(Diagnostic::severity).containsOnly(Severity.ERROR);
  }

  @Test
  @DisplayName("settings that cannot be read are an error: too long, no text, a folder; so is a baseline that is not there")
  void unreadable() throws IOException {
    Path model = write("b.nacre", BIASED);
    Path toml = write("nacre.toml", "#".repeat((1 << 20) + 1));
    assertThat(said(lint(model))).containsExactly("`" + toml + "` has more than 1 MiB, the most a text may have");
    Files.write(toml, new byte[] {'#', (byte) 0xff});
    assertThat(said(lint(model))).singleElement().asString().contains("found the byte 0xFF, which is not UTF-8");
    Files.delete(toml);
    Files.createDirectory(toml);
    assertThat(said(lint(model))).containsExactly("`" + toml + "` is a folder, required is a file");
    Files.delete(toml);
    write("nacre.toml", "baseline = \"none\"\n");
    LintSession session = new LintSession(LintRequest.USUAL);
    Linted first = lint(session, model);
    assertThat(said(first)).singleElement().asString().startsWith("no file `").contains("--write-baseline");
    assertThat(lint(session, write("c.nacre", BIASED)).settings()).isEqualTo(first.settings());
  }

  private static List<String> said(Linted linted) {
    assertThat(linted.reports()).isEmpty();
    return linted.settings().stream().flatMap(file -> file.diagnostics().stream()).map(Diagnostic::message).toList();
  }

  @Test
  @DisplayName("a baseline hides what was there, wherever its lines went, and no more of the same, nor any error of a text")
  void hides() throws IOException {
    Path model = write("b.nacre", BIASED);
    Path baseline = baseline(model);
    write("b.nacre", BIASED.replace("model", "\n\n\nmodel"));
    Linted moved = lint(against(baseline), model);
    assertThat(moved.reports()).isEmpty();
    assertThat(moved.hidden()).isEqualTo(1);
    String output = "  output y = x -> dense(classes) -> batch_norm\n";
    write("b.nacre", BIASED.replace(output, output + output.replace("y", "z")));
    assertThat(lint(against(baseline), model)).satisfies(more -> {
      assertThat(more.hidden()).isEqualTo(1);
      assertThat(more.reports()).hasSize(1);
    });
    write("b.nacre", BIASED.replace(output, output + "  z = x -> relu\n"));
    Linted wrong = lint(against(baseline), model);
    assertThat(wrong.hidden()).isEqualTo(1);
    assertThat(wrong.diagnostics()).extracting(Diagnostic::severity).containsExactly(Severity.ERROR);
  }

  @Test
  @DisplayName("a baseline of a part of the project keeps what it says of the rest, but for files that are gone")
  void partOfTheProject() throws IOException {
    Path model = write("b.nacre", BIASED);
    Path other = write("c.nacre", BIASED);
    Path gone = write("d.nacre", BIASED);
    Path baseline = baseline(model, other, gone);
    Files.delete(gone);
    LintSession session = against(baseline);
    lint(session, model);
    assertThat(session.stale()).singleElement().satisfies(report -> assertThat(
        report.diagnostics().getFirst().message()).startsWith("1 of 3 findings of this baseline is gone"));
    assertThat(baseline(model)).isEqualTo(baseline);
    assertThat(Files.readString(baseline)).contains("b.nacre", "c.nacre").doesNotContain("d.nacre");
  }

  @Test
  @DisplayName("findings that are gone are told once, of files that were seen whole by rules that ran")
  void stale() throws IOException {
    Path model = write("b.nacre", BIASED);
    Path other = write("c.nacre", BIASED);
    Path baseline = baseline(model, other);
    write("b.nacre", BIASED.replace(" -> batch_norm", ""));
    LintSession session = against(baseline);
    lint(session, model);
    assertThat(session.stale()).singleElement().satisfies(report -> {
      Diagnostic one = report.diagnostics().getFirst();
      assertThat(one.severity()).isEqualTo(Severity.INFO);
      assertThat(one.span().orElseThrow().line()).isEqualTo(2);
      assertThat(one.message())
          .startsWith("1 of 2 findings of this baseline is gone; write it anew with `nacre lint --write-");
    });
    LintSession unchanged = against(baseline);
    lint(unchanged, other);
    assertThat(unchanged.stale()).isEmpty();
    LintSession chosen = against(baseline);
    chosen.lint(model, new ResolveOptions(Optional.of("B"), Map.of(), Map.of()));
    assertThat(chosen.stale()).isEmpty();
    LintConfig ignoring = new LintConfig(List.of(), List.of(RULE), Map.of());
    LintSession ignored = new LintSession(new LintRequest(ignoring, USUAL, new FileChoice.Given(baseline)));
    lint(ignored, model);
    assertThat(ignored.stale()).isEmpty();
    write("b.nacre", "nacre 1\nmodel");
    LintSession broken = against(baseline);
    lint(broken, model);
    assertThat(broken.stale()).isEmpty();
  }

  @Test
  @DisplayName("what the baseline hides is not mended either: its fix is for whoever takes the finding out")
  void fixesWhatIsTold() throws IOException {
    Path model = write("b.nacre", BIASED);
    LintSession session = new LintSession(LintRequest.USUAL);
    assertThat(session.fix(lint(session, model), false).applied()).hasSize(1);
    LintSession hiding = against(baseline(model));
    assertThat(hiding.fix(lint(hiding, model), false).applied()).isEmpty();
  }
}
