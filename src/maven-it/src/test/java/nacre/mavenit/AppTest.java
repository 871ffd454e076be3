package nacre.mavenit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The example of a user's project is what a reader copies: it builds, its tests pass, and its jar runs anywhere. */
class AppTest {
  private static final String PICTURE = "src/test/resources/com/acme/reader/seven.png";
  private static final String SCALAR = "kernels: scalar";

  @ParameterizedTest
  @EnumSource(names = {"NOW_ON_17", "BEFORE_ON_25"})
  @DisplayName("examples/maven-app: package, a second time, and the jar alone, with and without the Vector API")
  void app(Cell cell) throws IOException {
    Project project =
        Project.named("app-" + cell.name()).with(Checkout.root().resolve("examples/maven-app"));
    project.mvn(cell, "package").succeeds().says("2 model files read, 7 files written", "Tests run: 7, Failures: 0")
        .saysNot("[WARNING]");
    Look built = Look.at(project);
    project.mvn(cell, "package", "-DskipTests").succeeds().says("Nothing to do", "Nothing to compile")
        .saysNot("[WARNING]");
    Look.at(project).isLike(built);

    Path jar = project.path("target/digit-reader-1.0-all.jar");
    Project elsewhere = Project.named("elsewhere-" + cell.name()).with("seven.png",
        Files.readAllBytes(project.path(PICTURE))).with("reader.jar", Files.readAllBytes(jar));
    Path java = Path.of(System.getProperty("java.home"));
    Run plain = elsewhere.run(java, "-jar", "reader.jar", "seven.png", "seven.png").succeeds().saysTimes(1, SCALAR);
    Run vector = elsewhere.run(java, "--add-modules", "jdk.incubator.vector", "-jar", "reader.jar", "seven.png",
        "seven.png").succeeds().saysNot(SCALAR);
    assertThat(plain.linesWith("seven.png")).hasSize(2).allMatch(line -> line.startsWith("seven.png: 7, 99."))
        .isEqualTo(vector.linesWith("seven.png"));
  }
}
