package nacre.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import nacre.source.InputException;

/** A folder of its own with files that are read: what comes of them comes soon, or is a message that names one. */
record Folder(Path path) {
  /** Instrumented code is some times slower; without it this is a second. */
  private static final Duration SOON = Duration.ofSeconds(5);

  static Folder fresh() {
    try {
      return new Folder(Files.createTempDirectory("nacre-fuzz"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file(String name) {
    return path.resolve(name);
  }

  /** Writes a new file each time: what is mapped of the old one must not change. */
  void write(Path file, byte[] bytes) {
    try {
      Files.deleteIfExists(file);
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void soon(Runnable read) {
    long before = cpu();
    try {
      read.run();
    } catch (InputException e) {
      assertThat(e.text()).contains(path.toString());
    }
    assertThat(Duration.ofNanos(cpu() - before)).as("time to read").isLessThan(SOON);
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
