package nacre.mavenit;

/**
 * The pom of a project with this plugin.
 *
 * @param properties of the project
 * @param toolchain  the plugin that chooses a JDK for others, or nothing
 * @param nacre      executions and configuration of this plugin
 */
record Pom(String properties, String toolchain, String nacre) {
  /** A project that compiles models of {@code src/main/nacre}. */
  static final Pom STANDARD = new Pom("<maven.compiler.release>25</maven.compiler.release>", """
      <plugin>
        <artifactId>maven-toolchains-plugin</artifactId><version>3.3.0</version>
        <executions><execution>
          <goals><goal>select-jdk-toolchain</goal></goals>
          <configuration><version>[25,)</version></configuration>
        </execution></executions>
      </plugin>
      """, "<executions><execution><goals><goal>compile</goal></goals></execution></executions>");

  private static final String VERSION = System.getProperty("nacre.version");

  /** The plugin on the command line, as it is said where no pom names it. */
  static final String PLUGIN = "nacre:nacre-maven-plugin:" + VERSION;

  Pom properties(String xml) {
    return new Pom(xml, toolchain, nacre);
  }

  Pom withoutToolchain() {
    return new Pom(properties, "", nacre);
  }

  Pom nacre(String xml) {
    return new Pom(properties, toolchain, xml);
  }

  /** As {@code pom.xml} of a project without parent. */
  String text() {
    return text("<groupId>com.acme</groupId><version>1</version>", "app");
  }

  /** As {@code pom.xml} of a module. */
  String module(String name) {
    return text("<parent><groupId>com.acme</groupId><artifactId>all</artifactId><version>1</version></parent>", name);
  }

  private String text(String place, String name) {
    return """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          %s
          <artifactId>%s</artifactId>
          <properties><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>%s</properties>
          <dependencies>
            <dependency><groupId>nacre</groupId><artifactId>nacre-kernels</artifactId><version>%s</version></dependency>
          </dependencies>
          <build><plugins>
            %s
            <plugin>
              <groupId>nacre</groupId><artifactId>nacre-maven-plugin</artifactId><version>%s</version>
              %s
            </plugin>
            <plugin><artifactId>maven-resources-plugin</artifactId><version>3.5.0</version></plugin>
            <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.16.0</version></plugin>
            <plugin><artifactId>maven-surefire-plugin</artifactId><version>3.6.1</version></plugin>
            <plugin><artifactId>maven-jar-plugin</artifactId><version>3.5.1</version></plugin>
          </plugins></build>
        </project>
        """.formatted(place, name, properties, VERSION, toolchain, VERSION, nacre);
  }
}
