package nacre.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which Java is taken must be plain from what the user set, and what to do when there is none from the message. */
class JdkFinderTest {
  private static final String OPTION = "<jdkHome>";

  @TempDir
  private Path folder;

  private Path jdk(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Path java = Files.createFile(home.resolve("bin/java"));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private JdkFinder finder(Optional<Path> javaHome, String running) throws IOException {
    return new JdkFinder(List.of(folder.resolve("jvm"), folder.resolve("none")), javaHome,
        Jdk.at(jdk("running", running)).orElseThrow());
  }

  @Test
  @DisplayName("the one that the user names is taken before all others, and no other in its place")
  void named() throws IOException, NoJdkException {
    Path named = jdk("named", "26");
    Path old = jdk("old", "17.0.15");
    assertThat(finder(Optional.of(jdk("home", "27")), "25").find(Optional.of(named), OPTION, Optional.empty()).home())
        .isEqualTo(named);
    JdkFinder finder = new JdkFinder(List.of(), Optional.empty(), Jdk.running());
    assertThatThrownBy(() -> finder.find(Optional.of(old), OPTION, Optional.empty()))
        .isInstanceOf(NoJdkException.class).hasMessageContainingAll(OPTION, "Java 17.0.15", old.toString(), "25");
    assertThatThrownBy(() -> finder.find(Optional.of(folder.resolve("gone")), OPTION, Optional.empty()))
        .isInstanceOf(NoJdkException.class).hasMessageContainingAll("found no Java in", "gone");
  }

  @Test
  @DisplayName("then the toolchain, the running one, JAVA_HOME and installed ones, the first that is new enough")
  void order() throws IOException, NoJdkException {
    Path toolchain = jdk("toolchain", "25.0.1");
    Path home = jdk("home", "25.0.2");
    Path installed = jdk("jvm/b", "25.0.3");
    jdk("jvm/a", "21");
    JdkFinder old = finder(Optional.of(home), "17");
    assertThat(old.find(Optional.empty(), OPTION, Optional.of(toolchain)).home()).isEqualTo(toolchain);
    assertThat(old.find(Optional.empty(), OPTION, Optional.of(jdk("tc17", "17"))).home()).isEqualTo(home);
    JdkFinder without = new JdkFinder(List.of(folder.resolve("jvm")), Optional.empty(),
        Jdk.at(folder.resolve("running")).orElseThrow());
    assertThat(without.find(Optional.empty(), OPTION, Optional.empty()).home()).isEqualTo(installed);
    JdkFinder running =
        new JdkFinder(List.of(folder.resolve("jvm")), Optional.of(home), Jdk.at(toolchain).orElseThrow());
    assertThat(running.find(Optional.empty(), OPTION, Optional.empty()).home()).isEqualTo(toolchain);
  }

  @Test
  @DisplayName("a macOS bundle keeps its home inside")
  void bundle() throws IOException, NoJdkException {
    Path home = jdk("jvm/temurin-25.jdk/Contents/Home", "25");
    assertThat(finder(Optional.empty(), "17").find(Optional.empty(), OPTION, Optional.empty()).home()).isEqualTo(home);
  }

  @Test
  @DisplayName("without any, the message lists what was found, and says what to install or to set")
  void none() throws IOException {
    jdk("jvm/a", "21.0.4");
    JdkFinder finder = finder(Optional.of(folder.resolve("wrong")), "17.0.15");
    assertThatThrownBy(() -> finder.find(Optional.empty(), OPTION, Optional.empty()))
        .isInstanceOf(NoJdkException.class)
        .hasMessageContainingAll("no JDK 25 or newer", "running is Java 17.0.15", "JAVA_HOME", "wrong, is no Java",
            "a is Java 21.0.4", "apt install openjdk-25-jdk", "set <jdkHome> or JAVA_HOME");
  }

  @Test
  @DisplayName("old versions are written 1.8, and folders without a readable version are no Java")
  void versions() throws IOException {
    assertThat(Jdk.at(jdk("eight", "1.8.0_402")).orElseThrow().feature()).isEqualTo(8);
    assertThat(Jdk.at(jdk("early", "26-ea")).orElseThrow().feature()).isEqualTo(26);
    assertThat(Jdk.at(jdk("broken", "new"))).isEmpty();
    Files.delete(folder.resolve("early/release"));
    assertThat(Jdk.at(folder.resolve("early"))).isEmpty();
    assertThat(Jdk.running().suffices()).isTrue();
    assertThat(JdkFinder.here()).isNotNull();
  }
}
