package nacre.mavenit;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each change of a model, or of a file that it is made of, reaches what is made of it, and nothing else. */
class ChangesTest {
  private static final Cell CELL = Cell.BEFORE_ON_17;
  private static final String NACRE = "src/main/nacre/com/acme/";
  private static final String JAVA = "target/generated-sources/nacre/com/acme/";
  private static final String WEIGHTS = "target/generated-resources/nacre/com/acme/";
  private static final String CLASSES = "target/classes/com/acme/";

  private Project project = Project.named("changes");

  @BeforeEach
  void create() throws IOException {
    project = Models.warned(Models.scored(Project.named("changes")))
        .with("pom.xml", Pom.STANDARD.text())
        .with(NACRE + "parts/blocks.nacre", """
            nacre 1

            block Head(x, classes: int = 2) {
              x -> dense(8) -> relu -> dense(classes)
            }
            """)
        .with(NACRE + "user.nacre", """
            nacre 1

            use "parts/blocks.nacre"

            model User {
              input x: f32[N, 4]
              output y = x -> Head
            }
            """)
        .with(NACRE + "tiny.onnx",
            Files.readAllBytes(Checkout.root().resolve("src/cli/src/test/resources/nacre/cli/tiny.onnx")));
  }

  private Run build(String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "process-classes";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return project.mvn(CELL, arguments);
  }

  private Look generated() {
    return Look.at(project).in("target/generated-");
  }

  @Test
  @DisplayName("a model, a file that it uses, its weights; a model that goes; one that comes from ONNX")
  void changes() {
    build().succeeds();
    Look first = generated();
    first.has(JAVA + "User.java", WEIGHTS + "User.safetensors", JAVA + "Tiny.java");

    project.edit(NACRE + "user.nacre", "x -> Head", "x -> Head -> sigmoid");
    build().succeeds().says("1 model file read, 1 file written");
    Look second = generated();
    second.becameFrom(first, "~" + JAVA + "User.java");

    project.edit(NACRE + "parts/blocks.nacre", "dense(8)", "dense(9)");
    build().succeeds().says("2 model files read, 2 files written");
    Look third = generated();
    third.becameFrom(second, "~" + JAVA + "User.java", "~" + WEIGHTS + "User.safetensors");

    project.with(Models.WEIGHTS, Models.weights(0.25f));
    build().succeeds().says("1 model file read, 1 file written");
    Look fourth = generated();
    fourth.becameFrom(third, "~" + WEIGHTS + "Scorer.safetensors");

    Look.at(project).has(CLASSES + "Warned.class", CLASSES + "Warned$Memory.class",
        CLASSES + "Warned.safetensors", CLASSES + "Tiny.class");
    project.delete(Models.WARNED);
    project.delete(NACRE + "tiny.onnx");
    build().succeeds().says("0 model files read, 4 files removed");
    generated().becameFrom(fourth, "-" + JAVA + "Warned.java", "-" + WEIGHTS + "Warned.safetensors",
        "-" + JAVA + "Tiny.java", "-" + WEIGHTS + "Tiny.safetensors");
    Look.at(project).hasNot(CLASSES + "Warned.class", CLASSES + "Warned$Memory.class",
        CLASSES + "Warned.safetensors", CLASSES + "Tiny.class");
  }

  @Test
  @DisplayName("settings of the linter that come, or change, are obeyed at once")
  void settings() {
    build().succeeds().says("[WARNING] " + project.path(Models.WARNED) + ":[6,12] ");
    project.with("nacre.toml", "ignore = [\"bias-before-batchnorm\"]\n");
    build().succeeds().saysNot("[bias-before-batchnorm]");
    project.edit("nacre.toml", "ignore", "select = []\nseverity.bias-before-batchnorm = \"error\" #");
    build().fails().says("[ERROR] " + project.path(Models.WARNED) + ":[6,12] ");
    project.edit("nacre.toml", "select", "selct");
    build().fails().says("nacre.toml", "selct", "select");
  }

  @Test
  @DisplayName("a second batch norm is a warning at its line, which fails a build that wants no warnings")
  void warnings() {
    project.edit(NACRE + "parts/blocks.nacre", "-> relu ->", "\n    -> batch_norm\n    -> batch_norm -> relu ->");
    String place = project.path(NACRE + "parts/blocks.nacre") + ":[5,8] ";
    build().succeeds().says("[WARNING] " + place).saysTimes(1, "[double-norm]");
    Look before = Look.at(project);
    project.edit(NACRE + "user.nacre", "x -> Head", "x -> Head -> sigmoid");
    build("-Dnacre.failOnWarning").fails().says("[WARNING] " + place, "(failOnWarning); nothing was written");
    Look.at(project).isLike(before);
  }
}
