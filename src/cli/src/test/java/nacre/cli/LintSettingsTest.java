package nacre.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands say where a project has settings or a baseline. */
class LintSettingsTest {
  private static final String BIASED = "nacre 1\n\nmodel B {\n  input x: f32[N, 4]\n"
      + "  output y = x -> dense(3) -> batch_norm\n}\n";
  private static final String RULE = "bias-before-batchnorm";

  @TempDir
  Path folder;
  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void models() {
    shell = new Shell(folder);
    shell.file("b.nacre", BIASED);
    shell.file("old/o.nacre", BIASED);
  }

  private String lint(int code, String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "lint";
    all[1] = "./";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return shell.run(all).exits(code).out().replace(folder + "/", "");
  }

  private static String tally(String said) {
    return said.lines().toList().getLast();
  }

  @Test
  @DisplayName("settings decide what a finding counts for, and so the exit code; flags win, and can leave settings aside")
  void settings() {
    shell.file("nacre.toml", "[severity]\n" + RULE + " = \"info\"\n[per-file.\"old/**\"]\nignore = [\"all\"]\n");
    assertThat(tally(lint(ExitCode.FINE))).isEqualTo("2 files: 1 info");
    assertThat(tally(lint(ExitCode.FINDINGS, "--severity", RULE + "=error"))).isEqualTo("2 files: 1 error");
    assertThat(tally(lint(ExitCode.FINE, "--ignore", "all"))).isEqualTo("2 files: no findings");
    assertThat(tally(lint(ExitCode.FINE, "--select", RULE))).isEqualTo("2 files: 2 info");
    assertThat(tally(lint(ExitCode.FINDINGS, "--no-config"))).isEqualTo("2 files: 2 warnings");
    shell.file("strict.toml", "[severity]\n" + RULE + " = \"error\"\n");
    assertThat(tally(lint(ExitCode.FINDINGS, "--config", "./strict.toml"))).isEqualTo("2 files: 2 errors");
  }

  @Test
  @DisplayName("mistakes in settings are told once, at their place, before what is said of the models below")
  void mistakes() {
    shell.file("nacre.toml", "select = [\"duoble-norm\"]\n");
    assertThat(lint(ExitCode.FINDINGS)).isEqualTo("""
        nacre.toml:1:11: error [invalid-configuration]: there is no rule `duoble-norm`; did you mean `double-norm`?
            1 | select = ["duoble-norm"]
              |           ^~~~~~~~~~~~~
        2 files: 1 error
        """);
    assertThat(lint(ExitCode.FINDINGS, "--format", "github")).isEqualTo(
        "::error file=nacre.toml,line=1,col=11,endLine=1,endColumn=24,title=invalid-configuration::there is no rule "
            + "`duoble-norm`; did you mean `double-norm`?\n");
    assertThat(lint(ExitCode.FINDINGS, "--format", "json")).contains("\"file\": \"nacre.toml\"", "\"error\": 1");
    shell.file("nacre.toml", "select = [\u001b\n");
    assertThat(shell.refuses("lint", "./b.nacre").out()).contains("nacre.toml:1:11: error [invalid-configuration]: ");
  }

  @Test
  @DisplayName("an old project writes a baseline, is clean from then on, and hears of what is new and of what is gone")
  void baseline() throws IOException {
    Shell.Said written = shell.run("lint", "./", "--write-baseline", "./lint/baseline").exits(ExitCode.FINE);
    assertThat(written.out()).isEqualTo("2 files: no findings; the baseline hides 2\n");
    assertThat(written.err()).contains("wrote " + folder.resolve("lint/baseline"));
    assertThat(folder.resolve("lint/baseline")).content().matches("""
        # nacre baseline 1
        [0-9a-f]{32}\tbias-before-batchnorm\t\\.\\./b\\.nacre\toutput y = x -> dense\\(3\\) -> batch_norm
        [0-9a-f]{32}\tbias-before-batchnorm\t\\.\\./old/o\\.nacre\toutput y = x -> dense\\(3\\) -> batch_norm
        """);
    shell.file("nacre.toml", "baseline = \"lint/baseline\"\n");
    assertThat(lint(ExitCode.FINE)).isEqualTo("2 files: no findings; the baseline hides 2\n");
    assertThat(lint(ExitCode.FINE, "--format", "json")).contains("\"findings\": []");
    shell.file("b.nacre", BIASED.replace("dense(3)", "dense(4)"));
    assertThat(lint(ExitCode.FINDINGS)).contains("b.nacre:5:19: warning [" + RULE + "]",
        "lint/baseline:2:1: info [stale-baseline]: 1 of 2 findings of this baseline is gone; write it anew with "
            + "`nacre lint --write-baseline lint/baseline`",
        "2 files: 1 warning, 1 info; the baseline hides 1");
    Files.delete(folder.resolve("nacre.toml"));
    assertThat(tally(lint(ExitCode.FINDINGS, "--baseline", "./lint/baseline")))
        .isEqualTo("2 files: 1 warning, 1 info; the baseline hides 1");
    assertThat(tally(lint(ExitCode.FINDINGS))).isEqualTo("2 files: 2 warnings");
  }

  @Test
  @DisplayName("errors of texts are in no baseline; one is not written where settings leave open which rules run")
  void baselineIsForRules() {
    shell.file("old/w.nacre", BIASED.replace("batch_norm", "batchnrm"));
    assertThat(tally(lint(ExitCode.FINDINGS, "--write-baseline", "./one")))
        .isEqualTo("3 files: 1 error; the baseline hides 2");
    shell.file("old/nacre.toml", "slect = []\n");
    Shell.Said said = shell.run("lint", "./", "--write-baseline", "./two").exits(ExitCode.FINDINGS);
    assertThat(said.err()).contains("two was not written");
    assertThat(folder.resolve("two")).doesNotExist();
  }

  @Test
  @DisplayName("run and graph obey the same settings")
  void others() {
    shell.run("graph", "./b.nacre", "-o", "./a.dot").exits(ExitCode.FINE);
    assertThat(folder.resolve("a.dot")).content().contains(RULE);
    shell.file("nacre.toml", "ignore = [\"" + RULE + "\"]\n");
    assertThat(shell.run("run", "./b.nacre", "--random", "1").exits(ExitCode.FINE).out())
        .contains("findings: no findings\n");
    shell.run("graph", "./b.nacre", "-o", "./b.dot").exits(ExitCode.FINE);
    assertThat(folder.resolve("b.dot")).content().doesNotContain(RULE);
    shell.file("nacre.toml", "ignre = []\n");
    assertThat(shell.run("run", "./b.nacre", "--random", "1").exits(ExitCode.FINE).out())
        .contains("findings: 1 error\n", "nacre.toml:1:1: error [invalid-configuration]: ");
    assertThat(shell.refuses("graph", "./b.nacre", "-o", "./c.dot").out()).contains("nacre.toml:1:1: error");
    assertThat(folder.resolve("c.dot")).doesNotExist();
  }
}
