package nacre.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where model files are looked for. Each model has an error, so that its path is said and nothing else is done. */
class ModelSearchTest {
  @TempDir
  Path folder;

  private static final String BROKEN = "nacre 1\nmodel";

  private String found(Project project, Path source, String... options) {
    String error = project.compile(List.of(source), options).fails().errors().get(0);
    return error.replaceFirst("(?s):\\d+:\\d+: .*", "");
  }

  @Test
  @DisplayName("nearer places come first: the source's folder, the folder of models beside the sources, with the package and without")
  void order() {
    Project project = new Project(folder);
    Path source =
        project.java("app/net/Nets.java", "package app.net; @nacre.NacreModel(\"sub/Net.nacre\") class Nets {}");
    Path last = project.model("sub/Net.nacre", BROKEN);
    assertThat(found(project, source)).isEqualTo(last.toString());
    Path inPackage = project.model("app/net/sub/Net.nacre", BROKEN);
    assertThat(found(project, source)).isEqualTo(inPackage.toString());
    Path beside = Project.write(source.resolveSibling("sub/Net.nacre"), BROKEN);
    assertThat(found(project, source)).isEqualTo(beside.toString());
  }

  @Test
  @DisplayName("the folder of models that an option says is the only one; a path may lead upward")
  void option() {
    Project project = new Project(folder);
    Path source = project.java("app/Nets.java", "package app; @nacre.NacreModel(\"../Net.nacre\") class Nets {}");
    project.model("Net.nacre", BROKEN);
    Path model = Project.write(folder.resolve("models/Net.nacre"), BROKEN);
    assertThat(found(project, source, "-Anacre.sourceDirectory=" + folder.resolve("models")))
        .isEqualTo(model.toString());
  }

  @Test
  @DisplayName("last come resources of the package: on the source path, on the class path, in the class output")
  void resources() {
    Project project = new Project(folder);
    Path source =
        Project.write(folder.resolve("odd/Nets.java"), "package app; @nacre.NacreModel(\"Net.nacre\") class Nets {}");
    Path output = Project.write(project.classes().resolve("app/Net.nacre"), BROKEN);
    assertThat(found(project, source, "-cp", Project.kernels())).isEqualTo(output.toString());
    Path classPath = Project.write(folder.resolve("resources/app/Net.nacre"), BROKEN);
    assertThat(found(project, source, "-cp",
        Project.kernels() + File.pathSeparator + folder.resolve("resources"))).isEqualTo(classPath.toString());
    Path sourcePath = Project.write(folder.resolve("more/app/Net.nacre"), BROKEN);
    assertThat(found(project, source, "-sourcepath", folder.resolve("more").toString()))
        .isEqualTo(sourcePath.toString());
  }

  @Test
  @DisplayName("where there is none, all places are said that it was looked for in, and how to say another")
  void absent() {
    Project project = new Project(folder);
    Path source = project.java("app/Nets.java", "package app; @nacre.NacreModel(\"Net.nacre\") class Nets {}");
    assertThat(project.compile(List.of(source)).fails().errors()).containsExactly(
        """
            found no model file `Net.nacre`; it was looked for as
                FOLDER/src/main/java/app/Net.nacre
                FOLDER/src/main/nacre/app/Net.nacre
                FOLDER/src/main/nacre/Net.nacre
                src/main/nacre/app/Net.nacre
                src/main/nacre/Net.nacre
                a resource of the package on the source path, the class path and in the class output
              -Anacre.sourceDirectory=DIR says where models are""".replace("FOLDER", folder.toString()));
  }

  @Test
  @DisplayName("what is no path is said to be none, and a value that javac has refused is not said again")
  void noPath() {
    Project project = new Project(folder);
    Path zero = project.java("app/Nets.java", "package app; @nacre.NacreModel(\"a\\0b\") class Nets {}");
    assertThat(project.compile(List.of(zero)).fails().errors()).containsExactly("`a\0b` is no path");
    Path unknown = project.java("app/Nets.java", "package app; @nacre.NacreModel(Unknown.NAME) class Nets {}");
    assertThat(project.compile(List.of(unknown)).fails().errors()).singleElement().asString().contains("Unknown");
  }
}
