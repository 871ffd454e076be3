package nacre.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import nacre.data.Npy;
import nacre.ir.DType;
import nacre.ir.Tensor;

/** Runs commands as a terminal would, and keeps what they say. A command that hangs is stopped. */
final class Shell {
  private static final Duration HANG = Duration.ofSeconds(60);

  private final Path folder;

  Shell(Path folder) {
    this.folder = folder;
  }

  /** What a command said on its two streams. */
  record Said(int code, String out, String err) {
    Said exits(int expected) {
      assertThat(code).as("%s%n%s", out, err).isEqualTo(expected);
      return this;
    }

    String all() {
      return out + err;
    }
  }

  Path file(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.resolveSibling(""));
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An array of ones in a file. */
  void floats(String name, int... shape) {
    try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
      Npy.write(Tensor.reals(DType.F32, shape, _ -> 1), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The arguments; those that begin with {@code ./} are below the folder of the test. */
  Said run(String... arguments) {
    String[] placed = new String[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      placed[i] = arguments[i].replace("./", folder + "/");
    }
    return assertTimeoutPreemptively(HANG, () -> say(placed));
  }

  /** The same, and checks that this is the user's mistake, said plainly: no trace, no raw control characters. */
  Said refuses(String... arguments) {
    Said said = run(arguments).exits(ExitCode.FINDINGS);
    assertThat(said.all()).doesNotContain("\tat ", "Exception", "internal fault");
    assertThat(said.all().chars().filter(c -> c < ' ' && c != '\n')).isEmpty();
    return said;
  }

  /** The same for a command line that is wrong: two lines, the second of which says where to read on. */
  Said misuses(String... arguments) {
    Said said = run(arguments).exits(ExitCode.USAGE);
    assertThat(said.out()).isEmpty();
    assertThat(said.err().lines()).hasSize(2).allMatch(line -> line.startsWith("nacre: "));
    assertThat(said.err()).contains("--help`").doesNotContain("Exception");
    return said;
  }

  private static Said say(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Main.run(new Console(new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8), false), arguments);
    return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** An example of the repository. */
  static String example(String name) {
    Path base = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    return base.resolve("../../examples").normalize().resolve(name).toString();
  }
}
