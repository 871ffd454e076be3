package nacre.mavenit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.jar.JarFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every user sees first works on every Maven and Java: a jar, a build with nothing to do, a broken model. */
class CellsTest {
  @ParameterizedTest
  @EnumSource
  @DisplayName("two models are in the jar, with weights; a second build touches nothing; a broken one leaves all as it was")
  void build(Cell cell) throws IOException {
    Project project = Models.warned(Models.scored(Project.named("cells of " + cell)))
        .with("pom.xml", Pom.STANDARD.text());

    project.mvn(cell, "package").succeeds()
        .says(project.path(Models.WARNED) + ":[6,12] the bias of `conv2d` has no effect", "[bias-before-batchnorm]")
        .says("2 model files read, 4 files written");
    try (JarFile jar = new JarFile(project.path("target/app-1.jar").toFile())) {
      assertThat(jar.stream().map(Object::toString)).contains("com/acme/Scorer.class", "com/acme/Scorer.safetensors",
          "com/acme/Warned.class", "com/acme/Warned.safetensors");
    }
    Look built = Look.at(project);

    project.mvn(cell, "package").succeeds()
        .says("Nothing to do - all models are up to date", "Nothing to compile")
        .saysTimes(1, "[bias-before-batchnorm]");
    Look.at(project).isLike(built);

    project.edit(Models.SCORER, "dense(2) as head", "conv2d(4, 3) -> softmax\n  output v = x -> reshape([N, 3])");
    project.edit(Models.WARNED, "dense(2)", "dense(2) -> conv2d(4, 3)");
    project.mvn(cell, "package").fails()
        .says("3 errors; nothing was written", project.path(Models.SCORER) + ":[6,",
            project.path(Models.SCORER) + ":[7,",
            project.path(Models.WARNED) + ":[7,");
    Look.at(project).isLike(built);
  }
}
