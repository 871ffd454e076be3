package nacre.mavenit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goals that run at the same time, or one after the other in one module, do not get into each other's way. */
class ModulesTest {
  private static final String ALL = """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <groupId>com.acme</groupId>
        <artifactId>all</artifactId>
        <version>1</version>
        <packaging>pom</packaging>
        <modules><module>first</module><module>second</module><module>third</module></modules>
      </project>
      """;

  /** One folder per execution, and a package of its own. */
  private static final String TWO_EXECUTIONS = """
      <executions>
        <execution>
          <id>sound</id>
          <goals><goal>compile</goal></goals>
          <configuration>
            <sourceDirectory>src/main/sound</sourceDirectory>
            <packageName>com.acme.sound</packageName>
          </configuration>
        </execution>
        <execution>
          <id>light</id>
          <goals><goal>compile</goal></goals>
          <configuration>
            <sourceDirectory>src/main/light</sourceDirectory>
            <packageName>com.acme.light</packageName>
          </configuration>
        </execution>
        <execution>
          <id>tests</id>
          <goals><goal>test-compile</goal></goals>
        </execution>
      </executions>
      """;

  private static String model(String name) {
    return """
        nacre 1

        model %s {
          input x: f32[N, 4]
          output y = x -> dense(2)
        }
        """.formatted(name);
  }

  @Test
  @DisplayName("three modules at once, one with three executions; then offline, with nothing to do")
  void modules() {
    Project project = Project.named("modules")
        .with("pom.xml", ALL)
        .with("first/pom.xml", Pom.STANDARD.nacre(TWO_EXECUTIONS).module("first"))
        .with("first/src/main/sound/model.nacre", model("Model"))
        .with("first/src/main/light/model.nacre", model("Model"))
        .with("first/src/test/nacre/com/acme/probe.nacre", model("Probe"))
        .with("second/pom.xml", Pom.STANDARD.module("second"))
        .with("second/src/main/nacre/com/acme/model.nacre", model("Second"))
        .with("third/pom.xml", Pom.STANDARD.module("third"))
        .with("third/src/main/nacre/com/acme/model.nacre", model("Third"));
    String[] modules = {"first", "second", "third"};

    project.mvn(Cell.NOW_ON_17, "-T2", "package").succeeds().saysNot("[WARNING]   nacre:nacre-maven-plugin");
    Look built = Look.at(project, modules);
    built.has("first/target/classes/com/acme/sound/Model.class",
        "first/target/classes/com/acme/sound/Model.safetensors",
        "first/target/classes/com/acme/light/Model.class", "first/target/classes/com/acme/light/Model.safetensors",
        "first/target/test-classes/com/acme/Probe.class", "first/target/test-classes/com/acme/Probe.safetensors",
        "second/target/classes/com/acme/Second.class", "third/target/classes/com/acme/Third.class");
    built.hasNot("first/target/classes/com/acme/Probe.class");

    project.mvn(Cell.NOW_ON_17, "-T2", "--offline", "package").succeeds().saysTimes(5, "Nothing to do - all models");
    Look.at(project, modules).isLike(built);

    project.delete("first/src/main/light/model.nacre");
    project.mvn(Cell.NOW_ON_17, "--offline", "-pl", "first", "process-classes").succeeds();
    Look now = Look.at(project, "first");
    now.has("first/target/classes/com/acme/sound/Model.class");
    now.hasNot("first/target/classes/com/acme/light/Model.class");

    project.edit("first/pom.xml", "com.acme.light", "com.acme.sound");
    project.with("first/src/main/light/model.nacre", model("Model"));
    project.mvn(Cell.NOW_ON_17, "--offline", "-pl", "first", "process-classes").fails()
        .says("the class `com.acme.sound.Model` is also made of src/main/sound/model.nacre");
    Look.at(project, "first").isLike(now);
  }
}
