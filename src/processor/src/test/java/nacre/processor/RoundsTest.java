package nacre.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rounds of one javac, and one javac after another. */
class RoundsTest {
  @TempDir
  Path folder;

  /** Makes a class with an annotation of its own, in the first round. */
  private static final class Late extends AbstractProcessor {
    private final String model;

    Late(String model) {
      this.model = model;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (processingEnv.getElementUtils().getTypeElement("app.Late") == null && !round.processingOver()) {
        try (Writer out = processingEnv.getFiler().createSourceFile("app.Late").openWriter()) {
          out.write("package app; @nacre.NacreModel(\"" + model + "\") class Late {}");
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return false;
    }
  }

  @Test
  @DisplayName("an annotation that another processor makes is heard in the round that brings it, and no class is made twice")
  void later() {
    Project project = new Project(folder);
    project.model("A.nacre", Project.plain("A"));
    project.model("B.nacre", Project.plain("B"));
    Path source = project.java("app/package-info.java", "@nacre.NacreModel(\"A.nacre\") package app;");
    Project.Outcome outcome = project.compile(List.of(new Late("B.nacre"), new ModelProcessor()), List.of(source),
        "-Anacre.sourceDirectory=" + folder.resolve("src/main/nacre")).succeeds();
    assertThat(outcome.notes()).hasSize(2);
    assertThat(project.made()).contains("app/A.class", "app/B.class", "app/Late.class");
  }

  @Test
  @DisplayName("two models that make one class are told by name, in one round and in two; the compiler sees no second file")
  void equalClasses() {
    Project project = new Project(folder);
    project.model("A.nacre", Project.plain("Net"));
    project.model("B.nacre", Project.plain("Net"));
    Path source = project.java("app/package-info.java", "@nacre.NacreModel(\"A.nacre\") package app;");
    assertThat(project.compile(List.of(new Late("B.nacre"), new ModelProcessor()), List.of(source),
        "-Anacre.sourceDirectory=" + folder.resolve("src/main/nacre")).fails().errors()).singleElement().asString()
        .startsWith(
            folder.resolve("src/main/nacre/B.nacre") + ":2:7: the class `app.Net` is also made of another model");

    Path both = project.java("app/package-info.java",
        "@nacre.NacreModel(\"A.nacre\") @nacre.NacreModel(\"B.nacre\") package app;");
    assertThat(project.compile(List.of(both)).fails().errors()).singleElement().asString()
        .contains("B.nacre:2:7: the class `app.Net` is also made of", "A.nacre");
  }

  @Test
  @DisplayName("an incremental call compiles one of two sources against classes: it makes that one's class and leaves the other's")
  void incremental() throws IOException {
    Project project = new Project(folder);
    project.model("A.nacre", Project.TWICE.replace("Twice", "A"));
    project.model("B.nacre", Project.plain("B"));
    Path one = project.java("app/One.java", "package app; @nacre.NacreModel(\"A.nacre\") class One { A a; Two two; }");
    Path two = project.java("app/Two.java", "package app; @nacre.NacreModel(\"B.nacre\") class Two { B b; One one; }");
    project.compile(List.of(one, two)).succeeds();
    List<String> all = project.made();
    Path other = project.classes().resolve("app/A.safetensors");
    Files.writeString(other, "not touched");
    for (String name : List.of("Two.class", "B.class", "B$Memory.class", "B.java")) {
      Files.delete(project.classes().resolve("app").resolve(name));
    }
    project.model("A.nacre", Project.broken("A"));
    Project.Outcome outcome = project.compile(List.of(two)).succeeds();
    assertThat(outcome.warnings()).isEmpty();
    assertThat(project.made()).isEqualTo(all);
    assertThat(other).hasContent("not touched");
  }

  @Test
  @DisplayName("behind the wrappers of a build tool only the standard API is there: each file has the one element that it comes of")
  void wrapped() {
    Project project = new Project(folder);
    project.model("A.nacre", Project.TWICE.replace("Twice", "A"));
    project.model("B.nacre", Project.plain("B"));
    Path one = project.java("app/package-info.java", "@nacre.NacreModel(\"A.nacre\") package app;");
    Path two = project.java("app/Two.java", "package app; @nacre.NacreModel(\"B.nacre\") class Two { B b; A a; }");
    Wrapping wrapping = new Wrapping(new ModelProcessor(), "getFileObjectOf");
    project.compile(List.of(wrapping), List.of(one, two),
        "-Anacre.sourceDirectory=" + folder.resolve("src/main/nacre")).succeeds();
    assertThat(wrapping.calls()).containsExactlyInAnyOrder("createSourceFile app.A of [app]",
        "createResource CLASS_OUTPUT app A.safetensors of [app]", "createSourceFile app.B of [app.Two]");
    assertThat(project.made()).contains("app/A.class", "app/B.class", "app/A.safetensors");
  }
}
