package nacre.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models that mean something, so that lint and summary take them, but for which there is no code: every node that stands
 * in the way is named, with its place, what was found and what compiled code can do.
 */
class UncompilableModelTest {
  @TempDir
  Path folder;

  /** What all commands that need code say, which is the same; the others have no objection. */
  private String refused(String text) {
    Shell shell = new Shell(folder);
    shell.file("net.nacre", text);
    shell.run("lint", "./net.nacre").exits(ExitCode.FINE);
    shell.run("summary", "./net.nacre").exits(ExitCode.FINE);
    Shell.Said said = shell.refuses("compile", "./net.nacre", "-o", "./out");
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(said.err()).isEmpty();
    assertThat(shell.refuses("run", "./net.nacre", "--random", "1").out()).isEqualTo(said.out());
    assertThat(shell.refuses("verify", "./net.nacre").out()).isEqualTo(said.out());
    assertThat(shell.refuses("bench", "./net.nacre").out()).isEqualTo(said.out());
    return said.out().replace(folder + "/", "");
  }

  @Test
  @DisplayName("a node of a block is shown where it stands, with the calls it came through; fused ones where they end")
  void blocks() {
    assertThat(refused("""
        nacre 1

        block Gram(x) {
          matmul(x, transpose(x, [1, 0]))
        }

        block Style(x) {
          x -> Gram -> relu
        }

        model Net {
          input x: f32[N, 3]
          output y = x -> tanh -> Style
          output z = x -> Gram
        }
        """)).isEqualTo("""
        net.nacre:8:16: error [unsupported-op]: `Style.relu` cannot be compiled: found f32[N, N]; sizes may grow with \
        the batch, but only in proportion and below 2^31
            8 |   x -> Gram -> relu
              |                ^~~~
          note: net.nacre:13:27: in `Style`, used here
           13 |   output y = x -> tanh -> Style
              |                           ^~~~~
        net.nacre:4:3: error [unsupported-op]: `Gram.matmul` cannot be compiled: found f32[N, N]; sizes may grow with \
        the batch, but only in proportion and below 2^31
            4 |   matmul(x, transpose(x, [1, 0]))
              |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
          note: net.nacre:14:19: in `Gram`, used here
           14 |   output z = x -> Gram
              |                   ^~~~
        """);
  }

  @Test
  @DisplayName("kernels pack their weights before they run, so weights cannot depend on an input")
  void weights() {
    assertThat(refused("""
        nacre 1

        model Given {
          input x: f32[N, 3]
          input w: f32[2, 3]
          output y = dense(x, weight=w, bias=none)
        }
        """)).isEqualTo("""
        net.nacre:6:14: error [unsupported-op]: `dense` cannot be compiled: `weight` depends on an input, required a \
        parameter or a constant
            6 |   output y = dense(x, weight=w, bias=none)
              |              ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        """);
  }
}
