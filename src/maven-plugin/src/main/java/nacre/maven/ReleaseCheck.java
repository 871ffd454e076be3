package nacre.maven;

import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import nacre.front.Jdk;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** Refuses projects whose Java is too old for what is generated, before javac says it of a hundred lines. */
final class ReleaseCheck {
  private static final String COMPILER = "org.apache.maven.plugins:maven-compiler-plugin";

  /** What Java is compiled for; tests may have settings of their own, which count first. */
  enum Classes {
    MAIN("default-compile", List.of("release", "target", "source")),
    TEST("default-testCompile", List.of("testRelease", "testTarget", "testSource", "release", "target", "source"));

    private final String execution;
    private final List<String> settings;

    Classes(String execution, List<String> settings) {
      this.execution = execution;
      this.settings = settings;
    }
  }

  private ReleaseCheck() {}

  /**
   * @param classes those that generated ones are built with
   * @param user    what the command line sets
   * @throws MojoExecutionException if the project says a release that is too old, or none, which means a still older one
   */
  static void require(MavenProject project, Classes classes, Properties user) throws MojoExecutionException {
    Optional<Said> said = classes.settings.stream()
        .flatMap(setting -> said(configurations(project, classes.execution), project, user, setting).stream())
        .findFirst();
    if (said.isEmpty()) {
      throw new MojoExecutionException(
          "generated classes are Java " + Jdk.REQUIRED + ", and this project does not say its "
              + "release; set the property maven.compiler.release to " + Jdk.REQUIRED);
    }
    if (said.get().feature().filter(feature -> feature < Jdk.REQUIRED).isPresent()) {
      throw new MojoExecutionException(
          "generated classes are Java " + Jdk.REQUIRED + ", and this project's " + said.get()
              .name() + " is " + said.get().value() + "; set the property maven.compiler.release to " + Jdk.REQUIRED);
    }
  }

  private record Said(String name, String value) {
    Optional<Integer> feature() {
      String digits = value.strip().replaceFirst("^1\\.", "");
      return digits.matches("\\d{1,4}") ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
    }
  }

  private static Optional<Said> said(Stream<Xpp3Dom> configurations, MavenProject project, Properties user,
      String setting) {
    String property = "maven.compiler." + setting;
    return configurations.map(dom -> dom.getChild(setting)).filter(child -> child != null)
        .map(Xpp3Dom::getValue).filter(value -> value != null).findFirst()
        .map(value -> new Said("<" + setting + "> of maven-compiler-plugin", value))
        .or(() -> Optional.ofNullable(user.getProperty(property)).map(value -> new Said(property, value)))
        .or(() -> Optional.ofNullable(project.getProperties().getProperty(property))
            .map(value -> new Said(property, value)));
  }

  private static Stream<Xpp3Dom> configurations(MavenProject project, String execution) {
    Plugin plugin = project.getPlugin(COMPILER);
    if (plugin == null) {
      return Stream.of();
    }
    PluginExecution main = plugin.getExecutionsAsMap().get(execution);
    return Stream.concat(Stream.ofNullable(main).map(PluginExecution::getConfiguration),
        Stream.of(plugin).map(Plugin::getConfiguration)).filter(Xpp3Dom.class::isInstance).map(Xpp3Dom.class::cast);
  }
}
