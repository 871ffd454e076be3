package nacre.mavenit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goals on the command line: no phase has run before them, so no toolchain is chosen. */
class AloneTest {
  private static final Pom OLD = Pom.STANDARD.withoutToolchain()
      .properties("<maven.compiler.release>17</maven.compiler.release>");

  @Test
  @DisplayName("`mvn nacre:lint` in a project of an older Java, with a report; it writes nothing else")
  void lint() {
    Project project = Models.warned(Project.named("alone")).with("pom.xml", OLD.text());
    project.mvn(Cell.NOW_ON_17, "nacre:lint", "-Dnacre.reportFile=target/findings.sarif").succeeds()
        .says(project.path(Models.WARNED) + ":[6,12] the bias of `conv2d` has no effect");
    assertThat(project.path("target/findings.sarif")).content().contains("\"2.1.0\"", "bias-before-batchnorm");
    assertThat(Look.at(project).files().keySet()).containsExactly("target/maven-status/nacre/lint-default-cli.state");
    project.mvn(Cell.BEFORE_ON_25, "nacre:lint", "nacre:help", "-Dnacre.failOnWarning").fails()
        .says("1 warning (failOnWarning)");
  }

  @Test
  @DisplayName("`mvn nacre:graph` draws, `mvn nacre:help` tells of goals and parameters")
  void graph() {
    Project project = Models.warned(Project.named("drawn")).with("pom.xml", OLD.text());
    project.mvn(Cell.BEFORE_ON_17, "nacre:graph", "nacre:help", "-Ddetail", "-Dgoal=compile",
        "-Dnacre.graphFormat=dot").succeeds().says("nacre:compile", "failOnWarning", "jdkFolders");
    assertThat(project.path("target/nacre-graphs/com/acme/Warned.dot")).content().contains("digraph");
  }

  @Test
  @DisplayName("a project whose pom says nothing of Nacre: by coordinates")
  void coordinates() {
    Project project = Models.warned(Project.named("foreign")).with("pom.xml", """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>com.acme</groupId>
          <artifactId>foreign</artifactId>
          <version>1</version>
        </project>
        """);
    project.mvn(Cell.NOW_ON_17, Pom.PLUGIN + ":lint").succeeds().says("[bias-before-batchnorm]");
  }
}
