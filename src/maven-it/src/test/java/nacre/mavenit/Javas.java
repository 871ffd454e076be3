package nacre.mavenit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nacre.front.Jdk;

/** The Javas of this machine. */
final class Javas {
  private static final List<String> FOLDERS = List.of("/usr/lib/jvm", "/usr/java", "/opt", "/opt/java",
      "/Library/Java/JavaVirtualMachines", System.getProperty("user.home") + "/.sdkman/candidates/java",
      System.getProperty("user.home") + "/.jdks");

  private Javas() {}

  /** The system property that names a home. */
  static String option(int feature) {
    return "nacre.it.java" + feature;
  }

  /** A Java of exactly this version: the named one, the one that runs, or an installed one. */
  static Optional<Path> home(int feature) {
    Stream<Path> named = Stream.ofNullable(System.getProperty(option(feature))).map(Path::of);
    Stream<Path> running = Stream.of(Path.of(System.getProperty("java.home")));
    Stream<Path> installed = FOLDERS.stream().map(Path::of).flatMap(Javas::inside);
    return Stream.of(named, running, installed).flatMap(homes -> homes)
        .filter(home -> Jdk.at(home).filter(jdk -> jdk.feature() == feature).isPresent()).findFirst();
  }

  private static Stream<Path> inside(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.of();
    }
    try (Stream<Path> homes = Files.list(folder)) {
      return homes.sorted().flatMap(home -> Stream.of(home, home.resolve("Contents/Home"))).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
