package nacre.mavenit;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What cannot be done is said in words that tell what to do, without a stack trace. */
class RefusalsTest {
  /** A module, what its pom says, and what the build must say of it; {@code %s} is its folder. */
  private record Refused(String module, String properties, String configuration, String... says) {}

  private static final String RELEASE = "<maven.compiler.release>25</maven.compiler.release>";

  private static final List<Refused> ALL = List.of(
      new Refused("older-release", "<maven.compiler.release>17</maven.compiler.release>", "",
          "generated classes are Java 25, and this project's maven.compiler.release is 17; set the property"
              + " maven.compiler.release to 25"),
      new Refused("no-release", "", "",
          "this project does not say its release; set the property maven.compiler.release"),
      new Refused("no-java-home", RELEASE, "<jdkHome>src</jdkHome>",
          "<jdkHome> (-Dnacre.jdkHome): found no Java in %s/src, required the home of a JDK 25 or newer"),
      new Refused("wrong-flag", RELEASE, "<jvmArgs><jvmArg>-XX:+NoSuchFlag</jvmArg></jvmArgs>",
          "before it was done", "Unrecognized VM option 'NoSuchFlag'"),
      new Refused("no-memory", RELEASE, "<jvmArgs><jvmArg>-Xmx3m</jvmArg></jvmArgs>", "-Xmx"),
      new Refused("file-in-the-way", RELEASE, "<outputDirectory>pom.xml</outputDirectory>", "%s/pom.xml"),
      new Refused("no-rule", RELEASE, "<select>bias-befor-batchnorm</select>",
          "there is no rule `bias-befor-batchnorm`", "`bias-before-batchnorm`"),
      new Refused("no-package", RELEASE, "<packageName>com.2d</packageName>",
          "Models have 1 error; nothing was written"),
      new Refused("no-pass", RELEASE, "<pipeline>fold-everything</pipeline>", "fold-everything"),
      new Refused("no-encoding", RELEASE, "<encoding>UTF-9</encoding>", "there is no character set `UTF-9`"));

  @Test
  @DisplayName("settings that cannot be: of the project, of the Java, of files, of rules")
  void settings() {
    Project project = Project.named("refusals").with("pom.xml", """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>com.acme</groupId>
          <artifactId>all</artifactId>
          <version>1</version>
          <packaging>pom</packaging>
          <modules>%s</modules>
        </project>
        """.formatted(String.join("", ALL.stream().map(each -> "<module>" + each.module + "</module>").toList())));
    for (Refused each : ALL) {
      project.with(each.module + "/src/main/nacre/model.nacre", """
          nacre 1

          model Model {
            input x: f32[N, 4]
            output y = x -> dense(2)
          }
          """).with(each.module + "/pom.xml", Pom.STANDARD.withoutToolchain().properties(each.properties)
          .nacre(Pom.STANDARD.nacre() + "<configuration>" + each.configuration + "</configuration>")
          .module(each.module));
    }
    Run run = project.mvn(Cell.NOW_ON_25, "generate-sources", "--fail-at-end").fails()
        .says("model.nacre:[3,7] the class would be in the package `com.2d`, required names that Java allows");
    for (Refused each : ALL) {
      run.saysAtEndOf(each.module, List.of(each.says).stream()
          .map(text -> text.replace("%s", project.path(each.module).toString())).toList());
    }
  }

  @Test
  @DisplayName("no JDK that is new enough: what was looked at, what to install, what to set")
  void noJdk() {
    Project project = Models.scored(Project.named("no-jdk"))
        .with("pom.xml", Pom.STANDARD.withoutToolchain().text()).with("jdks/readme.txt", "none");
    project.mvn(Cell.BEFORE_ON_17, "generate-sources", "-Dnacre.jdkFolders=jdks").fails()
        .says("found no JDK 25 or newer", "is Java 17", "apt install openjdk-25-jdk", "<jdkHome> (-Dnacre.jdkHome)",
            "JAVA_HOME");
    project.mvn(Cell.BEFORE_ON_17, "generate-sources").succeeds().says("1 model file read, 2 files written");
  }
}
