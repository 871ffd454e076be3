package nacre.maven;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import nacre.maven.ReleaseCheck.Classes;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A project that is too old gets one line that says where it says so, not what javac makes of new class files. */
class ReleaseCheckTest {
  private static MavenProject project(String properties, String configuration)
      throws IOException, XmlPullParserException {
    Model model = new MavenXpp3Reader().read(new StringReader("""
        <project>
          <properties>%s</properties>
          <build><plugins><plugin>
            <groupId>org.apache.maven.plugins</groupId>
            <artifactId>maven-compiler-plugin</artifactId>
            %s
          </plugin></plugins></build>
        </project>
        """.formatted(properties, configuration)));
    return new MavenProject(model);
  }

  private static Properties user(String release) {
    Properties user = new Properties();
    user.setProperty("maven.compiler.release", release);
    return user;
  }

  @ParameterizedTest
  @ValueSource(strings = {"<maven.compiler.release>25</maven.compiler.release>",
    "<maven.compiler.target>26</maven.compiler.target>",
    "<maven.compiler.release>25</maven.compiler.release><maven.compiler.target>17</maven.compiler.target>"})
  @DisplayName("a project of today's Java is fine, by whichever property")
  void fine(String properties) throws IOException, XmlPullParserException {
    MavenProject project = project(properties, "");
    assertThatCode(() -> ReleaseCheck.require(project, Classes.MAIN, new Properties())).doesNotThrowAnyException();
  }

  @Test
  @DisplayName("the message says which setting is too old")
  void tooOld() throws IOException, XmlPullParserException {
    MavenProject old = project("<maven.compiler.release>17</maven.compiler.release>", "");
    assertThatThrownBy(() -> ReleaseCheck.require(old, Classes.MAIN, new Properties()))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("maven.compiler.release is 17", "Java 25");
    MavenProject older = project("<maven.compiler.source>1.8</maven.compiler.source>", "");
    assertThatThrownBy(() -> ReleaseCheck.require(older, Classes.MAIN, new Properties()))
        .hasMessageContaining("source is 1.8");
    MavenProject none = project("", "");
    assertThatThrownBy(() -> ReleaseCheck.require(none, Classes.MAIN, new Properties()))
        .hasMessageContaining("does not say");
  }

  @Test
  @DisplayName("what the compiler plugin is told counts before properties, its main execution first; then the command line")
  void order() throws IOException, XmlPullParserException {
    MavenProject project = project("<maven.compiler.release>17</maven.compiler.release>", """
        <configuration><release>21</release></configuration>
        <executions><execution>
          <id>default-compile</id>
          <configuration><release>25</release></configuration>
        </execution></executions>
        """);
    assertThatCode(() -> ReleaseCheck.require(project, Classes.MAIN, user("11"))).doesNotThrowAnyException();
    MavenProject plugin = project("<maven.compiler.release>25</maven.compiler.release>",
        "<configuration><release>21</release></configuration>");
    assertThatThrownBy(() -> ReleaseCheck.require(plugin, Classes.MAIN, new Properties()))
        .hasMessageContaining("<release> of maven-compiler-plugin is 21");
    MavenProject command = project("<maven.compiler.release>17</maven.compiler.release>", "");
    assertThatCode(() -> ReleaseCheck.require(command, Classes.MAIN, user("25"))).doesNotThrowAnyException();
  }

  @Test
  @DisplayName("models of tests ask what tests are compiled for, which may be newer than the rest")
  void tests() throws IOException, XmlPullParserException {
    MavenProject project = project("<maven.compiler.release>17</maven.compiler.release>"
        + "<maven.compiler.testRelease>25</maven.compiler.testRelease>", "");
    assertThatCode(() -> ReleaseCheck.require(project, Classes.TEST, new Properties())).doesNotThrowAnyException();
    assertThatThrownBy(() -> ReleaseCheck.require(project, Classes.MAIN, new Properties()))
        .hasMessageContaining("release is 17");
    MavenProject old = project("<maven.compiler.release>17</maven.compiler.release>", "");
    assertThatThrownBy(() -> ReleaseCheck.require(old, Classes.TEST, new Properties()))
        .hasMessageContaining("release is 17");
  }
}
