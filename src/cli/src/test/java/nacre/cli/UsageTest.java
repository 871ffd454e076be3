package nacre.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Command lines that are not understood, and faults that are Nacre's own. */
class UsageTest {
  @TempDir
  Path folder;

  @Test
  @DisplayName("without a command all commands are listed, and the exit code says that nothing was done")
  void nothing() {
    Shell.Said said = new Shell(folder).run().exits(ExitCode.USAGE);
    assertThat(said.err()).contains("a command is missing", "compile", "lint", "run", "summary", "verify", "bench",
        "fmt", "explain", "ops", "rules", "passes");
    assertThat(said.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"compile", "lint", "run", "summary", "verify", "bench", "fmt", "graph", "explain", "ops", "rules",
        "passes", "export"})
  @DisplayName("every command has help that starts with how it is called and fits a terminal")
  void help(String command) {
    Shell.Said said = new Shell(folder).run(command, "--help").exits(ExitCode.FINE);
    assertThat(said.out()).startsWith("Usage: nacre " + command);
    assertThat(said.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', value = {"lnt | did you mean `lint`?", "frobnicate | there is no command `frobnicate`",
    "lint --fx x.nacre | did you mean `--fix`?", "lint | missing required parameter", "compile x.nacre | --output",
    "export x.nacre | --output", "export x.nacre -o x.onnx --stage half | --stage",
    "summary a.nacre b.nacre | found `b.nacre` after all", "bench x.nacre --threads 0 | required a whole number from 1",
    "verify x.nacre --batch many | found `many`",
    "run x.nacre --random later | found `later`, required a whole number", "verify x.nacre --seed 1.5 | found `1.5`",
    "verify x.nacre --tolerance low | found `low`, required a number",
    "summary x.nacre --set classes | found `classes`, required NAME=VALUE",
    "summary x.nacre --set =3 | found `=3`, required NAME=VALUE",
    "run x.nacre --random 1.5 | --random: found `1.5`, required a whole number",
    "run x.nacre --random 99999999999999999999 | a whole number of 64 bits",
    "run x.nacre --pass-limit few | --pass-limit: found `few`, required a whole number",
    "run x.nacre --pass-limit -1 | required 0 or more", "run x.nacre --pipeline nothing | no pass `nothing`",
    "verify x.nacre --print-ir nothing | no pass `nothing`", "lint x.nacre --select nothing | no rule `nothing`",
    "lint x.nacre --ignore indivisible-groups | a law of shapes, which nothing turns off",
    "lint x.nacre --severity double-norm=loud | found `double-norm=loud`, required RULE=LEVEL, a level of error, warning",
    "lint x.nacre --severity doubel-norm=info | did you mean `double-norm`?",
    "lint x.nacre --severity spatial-underflow=info | which is always an error",
    "lint x.nacre --severity all=info | required the id of one rule",
    "lint x.nacre --config a --no-config | contradict each other",
    "lint x.nacre --baseline a --write-baseline b | nothing to read with --baseline",
    "lint x.nacre --write-baseline b --fix | without --fix and --diff",
    "explain | missing required parameter", "explain conv2 | is called `conv2`; did you mean `conv2d`?",
    "explain fold-scale | did you mean `fold-scale-shift`?", "summary x.nacre --depth -1 | required 0 or more",
    "summary x.nacre --format xml | --format", "ops --format xml | --format", "passes a b | found `b` after all",
    "verify x.nacre --tolerance x | --tolerance: found `x`, required a number, 0 or more",
    "compile x.nacre -o x --package 1a | --package 1a", "compile x.nacre -o x --package java.x | below `java`"})
  @DisplayName("what is wrong with the arguments is one line, and the next says where to read on")
  void misused(String arguments, String said) {
    assertThat(new Shell(folder).misuses(arguments.split(" ")).err()).contains(said);
  }

  @Test
  @DisplayName("the version is that of the build")
  void version() {
    assertThat(new Shell(folder).run("--version").exits(ExitCode.FINE).out())
        .matches("nacre \\d+\\.\\d+\\.\\d+\\S*\\R");
  }

  @Test
  @DisplayName("a fault of Nacre's own has its exit code, and all that is needed to see it again is in a file")
  void internalFault() throws IOException {
    String model =
        new Shell(folder).file("it's.nacre", "nacre 1\nmodel A {\n  input x: f32[4]\n  output y = x -> relu\n}\n")
            .toString();
    StringBuilder said = new StringBuilder();
    PrintStream out = new PrintStream(OutputStream.nullOutputStream()) {
      @Override
      public void println(String line) {
        throw new IllegalStateException("forced \u001b[31m\nby a test");
      }
    };
    PrintStream err = new PrintStream(OutputStream.nullOutputStream()) {
      @Override
      public void println(String line) {
        said.append(line).append('\n');
      }
    };
    assertThat(Main.run(new Console(out, err, false), "summary", model)).isEqualTo(ExitCode.INTERNAL);
    assertThat(said.toString()).startsWith("nacre: internal fault: IllegalStateException: forced \\u001b[31m\n")
        .doesNotContain("\tat ", "\u001b");
    Matcher named = Pattern.compile("report it with the file (.*)\n").matcher(said);
    assertThat(named.find()).isTrue();
    Path reproducer = Path.of(named.group(1));
    try {
      assertThat(Files.readString(reproducer)).contains("nacre summary '", "it'\\''s.nacre", "forced", "UsageTest",
          "output y = x -> relu", "java: 2");
    } finally {
      Files.delete(reproducer);
    }
  }
}
