package nacre.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --dim}: a size that is forgotten, mistyped or impossible is named together with what would do. */
class DimOptionTest {
  private static final String TALL = """
      nacre 1

      model Tall {
        input image: f32[N<=4, 3, H, W]
        output z = image -> conv2d(4, 3) -> global_average_pool2d
      }
      """;

  @TempDir
  Path folder;
  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void file() {
    shell = new Shell(folder);
    shell.file("tall.nacre", TALL);
  }

  private String said(String... arguments) {
    return shell.refuses(arguments).all().replace(folder + "/", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"H", "H=", "=8", "H=0", "H=-1", "H=1.5", "H=tall", "H=8x8", "H=2147483648", "H=99999999999999999999"})
  @DisplayName("what is no name with a size is a misuse of the command line, in words that name no type of Java")
  void malformed(String dim) {
    Shell.Said said = shell.run("run", "./tall.nacre", "--random", "1", "--dim", dim).exits(ExitCode.USAGE);
    assertThat(said.out()).isEmpty();
    assertThat(said.err()).isEqualTo("""
        nacre: --dim: found `%s`, required NAME=SIZE, a size from 1 to 2147483647
        nacre: see `nacre run --help`
        """.formatted(dim));
  }

  @Test
  @DisplayName("two sizes for one symbol contradict each other, so none of them is taken")
  void twice() {
    assertThat(shell.misuses("summary", "./tall.nacre", "--dim", "H=8", "--dim", "W=8", "--dim", "H=9").err())
        .startsWith("nacre: `H` is given twice by --dim\n");
  }

  @Test
  @DisplayName("a name that no input has, or has in other letters, gets the names that there are")
  void unknown() {
    for (String command : new String[] {"run", "summary", "verify", "bench"}) {
      assertThat(shell.misuses(command, "./tall.nacre", "--dim", "h=8").err())
          .startsWith("nacre: no symbol `h` in the inputs of `Tall`; there are H, N, W\n");
    }
    assertThat(said("lint", "./tall.nacre", "--dim", "h=8"))
        .startsWith("error [option]: no symbol `h` in the inputs of `Tall`; there are H, N, W\n");
  }

  @Test
  @DisplayName("a size beyond the bound of its symbol, or too small for a window, is an error at its place in the text")
  void impossible() {
    assertThat(
        shell.run("summary", "./tall.nacre", "--dim", "N=5").exits(ExitCode.USAGE).out().replace(folder + "/", ""))
        .isEqualTo("""
        tall.nacre:4:20: error [option]: found the size 5, required at most 4
            4 |   input image: f32[N<=4, 3, H, W]
              |                    ^~~~
        """);
    assertThat(said("summary", "./tall.nacre", "--dim", "H=2")).startsWith("""
        tall.nacre:5:23: error [spatial-underflow]: found an extent of 2 on axis 2 of f32[N, 3, 2, W], required at least 3 \
        for a window of 3
            5 |   output z = image -> conv2d(4, 3) -> global_average_pool2d
              |                       ^~~~~~~~~~~~
        """);
  }

  @Test
  @DisplayName("sizes that are missing are asked for, all at once and at their place, by whatever needs code")
  void missing() {
    String height = """
        tall.nacre:4:3: error [unknown-extents]: `H` of `image`, f32[N, 3, H, W], is open, and compiled code needs a \
        number for every symbol but the batch `N`; say it with --dim H=224, in a build with `dims`
            4 |   input image: f32[N<=4, 3, H, W]
              |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        """;
    for (String[] command : new String[][] {{"run", "--random", "1"}, {"verify"}, {"bench"},
      {"compile", "-o", "./out"}}) {
      String[] all =
          Stream.concat(Stream.of(command), Stream.of("./tall.nacre", "--dim", "W=6")).toArray(String[]::new);
      assertThat(said(all)).isEqualTo(height.replace("H, W], is", "H, 6], is"));
    }
    assertThat(said("compile", "./tall.nacre", "-o", "./out")).startsWith(height).contains("`W` of `image`");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  @DisplayName("with all sizes it compiles, runs and is checked; the batch may have a size too")
  void given() {
    shell.run("compile", "./tall.nacre", "-o", "./out", "--dim", "H=8", "--dim", "W=6").exits(ExitCode.FINE);
    assertThat(folder.resolve("out/Tall.java")).content().contains("3, 8, 6");
    assertThat(shell.run("run", "./tall.nacre", "--random", "1", "--dim", "H=8", "--dim", "W=6", "--dim", "N=2")
        .exits(ExitCode.FINE).out()).contains("z: f32[2, 4]");
    shell.run("verify", "./tall.nacre", "--dim", "H=3", "--dim", "W=5").exits(ExitCode.FINE);
  }
}
