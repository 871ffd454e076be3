package nacre.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README.md shows of commands is what they print, to the letter: a reader tries these first. */
class ReadmeCommandsTest {
  private static final Path ROOT = Path.of(Shell.example("")).resolveSibling("");

  @TempDir
  Path folder;
  private Shell shell = new Shell(Path.of(""));
  private String readme = "";

  @BeforeEach
  void read() throws IOException {
    shell = new Shell(folder);
    readme = Files.readString(ROOT.resolve("README.md"));
  }

  private MatchResult find(String pattern) {
    return Pattern.compile(pattern, Pattern.DOTALL).matcher(readme).results().findFirst()
        .orElseThrow(() -> new AssertionError("README.md has nothing like " + pattern));
  }

  @Test
  @DisplayName("the run of the trained digits: its answer, findings, folds and where the weights are from")
  void run() {
    MatchResult console = find("```\n\\$ \\./nacre (run [^\n]+)\n(.*?)```\n");
    String[] arguments = console.group(1).replace("examples/", ROOT + "/examples/").split(" ");
    assertThat(shell.run(arguments).exits(ExitCode.FINE).out().replace(ROOT + "/", "")).isEqualTo(console.group(2));
  }

  @Test
  @DisplayName("the findings of the model in the text, with the fix and the tally")
  void lint() {
    shell.file("tiny.nacre", find("```nacre\n(.*?)```\n").group(1));
    String shown = find("`\\./nacre lint tiny\\.nacre` prints:\n\n```\n(.*?)```\n").group(1);
    assertThat(shell.run("lint", "./tiny.nacre").exits(ExitCode.FINDINGS).out().replace(folder + "/", ""))
        .isEqualTo(shown);
  }

  @Test
  @DisplayName("the settings that are shown are settings")
  void settings() {
    shell.file("nacre.toml", find("```toml\n(.*?)```\n").group(1));
    shell.file("legacy/tiny.nacre", find("```nacre\n(.*?)```\n").group(1));
    shell.run("lint", "./", "--write-baseline", "./nacre.baseline").exits(ExitCode.FINE);
    assertThat(shell.run("lint", "./").exits(ExitCode.FINE).out()).isEqualTo("1 file: no findings\n");
  }

  @Test
  @DisplayName("the commands of the table are those that there are")
  void commands() {
    assertThat(readme.lines().filter(line -> line.startsWith("| `nacre "))
        .flatMap(line -> Pattern.compile("`nacre (\\w+)").matcher(line.split("\\|")[1]).results())
        .map(command -> command.group(1)))
        .containsExactlyInAnyOrder("compile", "lint", "run", "summary", "verify", "bench", "graph", "fmt", "explain",
            "ops", "rules", "passes", "conformance", "export", "import")
        .allSatisfy(command -> assertThat(shell.run(command, "--help").exits(ExitCode.FINE).out())
            .startsWith("Usage: nacre " + command));
  }
}
