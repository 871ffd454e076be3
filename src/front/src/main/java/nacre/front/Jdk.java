package nacre.front;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * An installed Java.
 *
 * @param feature of its version, for instance 25
 */
public record Jdk(Path home, int feature, String version) {
  /** The oldest Java that runs the compiler and what it emits. */
  public static final int REQUIRED = 25;

  /** The Java of a folder, by its file {@code release}; none is started. Empty where there is no Java. */
  public static Optional<Jdk> at(Path home) {
    if (!Files.isExecutable(launcher(home))) {
      return Optional.empty();
    }
    Properties release = new Properties();
    try (BufferedReader reader = Files.newBufferedReader(home.resolve("release"))) {
      release.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
    String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
    return feature(version).map(feature -> new Jdk(home, feature, version));
  }

  /** The one that runs now. */
  public static Jdk running() {
    Runtime.Version version = Runtime.version();
    return new Jdk(Path.of(System.getProperty("java.home", "")), version.feature(), version.toString());
  }

  private static Optional<Integer> feature(String version) {
    String digits = version.replaceFirst("^1\\.", "").replaceFirst("\\D.*", "");
    return digits.isEmpty() || digits.length() > 4 ? Optional.empty() : Optional.of(Integer.valueOf(digits));
  }

  public boolean suffices() {
    return feature >= REQUIRED;
  }

  /** The program that starts it. */
  public Path launcher() {
    return launcher(home);
  }

  private static Path launcher(Path home) {
    Path windows = home.resolve("bin").resolve("java.exe");
    return Files.exists(windows) ? windows : home.resolve("bin").resolve("java");
  }
}
