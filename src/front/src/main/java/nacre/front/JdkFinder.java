package nacre.front;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds a Java that runs the compiler: one that the user names, else one that the build tool has chosen, the one that runs,
 * {@code JAVA_HOME}, or the first in the folders where installers put them.
 */
public final class JdkFinder {
  private final List<Path> folders;
  private final Optional<Path> javaHome;
  private final Jdk running;
  private final List<String> seen = new ArrayList<>();

  /**
   * @param folders  whose sub-folders may be a Java
   * @param javaHome what {@code JAVA_HOME} says
   */
  JdkFinder(List<Path> folders, Optional<Path> javaHome, Jdk running) {
    this.folders = List.copyOf(folders);
    this.javaHome = javaHome;
    this.running = running;
  }

  /** One that looks where installers of this machine put a Java. */
  public static JdkFinder here() {
    return in(InstallFolders.here());
  }

  /** One that looks at this machine, but at these folders alone for what is installed. */
  public static JdkFinder in(List<Path> folders) {
    Optional<Path> javaHome = Optional.ofNullable(System.getenv("JAVA_HOME")).filter(home -> !home.isBlank())
        .map(Path::of);
    return new JdkFinder(folders, javaHome, Jdk.running());
  }

  /**
   * @param named  the home that the user names; where it is given, no other is taken
   * @param option how the user names it, for the message
   * @param chosen a home that the build tool has chosen, for instance by a toolchain
   * @throws NoJdkException if none is new enough
   */
  public Jdk find(Optional<Path> named, String option, Optional<Path> chosen) throws NoJdkException {
    if (named.isPresent()) {
      return named(named.get(), option);
    }
    Optional<Jdk> found = chosen.flatMap(home -> candidate("the toolchain of this build", home));
    if (found.isEmpty()) {
      found = Optional.of(running).filter(this::accepts);
    }
    if (found.isEmpty()) {
      found = javaHome.flatMap(home -> candidate("JAVA_HOME", home));
    }
    return found.or(this::installed).orElseThrow(() -> new NoJdkException(none(option)));
  }

  private static Jdk named(Path home, String option) throws NoJdkException {
    Optional<Jdk> jdk = Jdk.at(home);
    if (jdk.isEmpty()) {
      throw new NoJdkException(option + ": found no Java in " + home + ", required the home of a JDK " + Jdk.REQUIRED
          + " or newer");
    }
    if (!jdk.get().suffices()) {
      throw new NoJdkException(option + ": found Java " + jdk.get().version() + " in " + home + ", required "
          + Jdk.REQUIRED + " or newer");
    }
    return jdk.get();
  }

  private Optional<Jdk> candidate(String what, Path home) {
    Optional<Jdk> jdk = Jdk.at(home);
    if (jdk.isEmpty()) {
      seen.add(what + ", " + home + ", is no Java");
    }
    return jdk.filter(this::accepts);
  }

  private boolean accepts(Jdk jdk) {
    if (!jdk.suffices()) {
      seen.add(jdk.home() + " is Java " + jdk.version());
    }
    return jdk.suffices();
  }

  private Optional<Jdk> installed() {
    return homes().stream().flatMap(home -> Jdk.at(home).stream()).filter(this::accepts).findFirst();
  }

  private Set<Path> homes() {
    Set<Path> homes = new LinkedHashSet<>();
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
          List<Path> sorted = new ArrayList<>();
          all.forEach(sorted::add);
          sorted.stream().sorted().forEach(home -> {
            homes.add(home);
            homes.add(home.resolve("Contents").resolve("Home"));
          });
        } catch (IOException e) {
          seen.add(folder + " cannot be read");
        }
      }
    }
    return homes;
  }

  private String none(String option) {
    List<String> lines = new ArrayList<>();
    lines.add("Nacre compiles models with a Java of its own, and found no JDK " + Jdk.REQUIRED + " or newer");
    seen.stream().distinct().forEach(line -> lines.add("  " + line));
    lines.add(
        "  install one (Debian, Ubuntu: apt install openjdk-" + Jdk.REQUIRED + "-jdk; macOS: brew install openjdk; "
            + "or adoptium.net), or set " + option + " or JAVA_HOME to the home of one");
    return String.join("\n", lines);
  }
}
