package nacre.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with models, as diagnostics of javac. */
class FindingsTest {
  @TempDir
  Path folder;

  @Test
  @DisplayName("a finding in a block that is called twice is one warning, on the annotation, with its place in the model")
  void inABlock() {
    Project project = new Project(folder);
    Path model = project.model("Twice.nacre", Project.TWICE);
    Path source = project.java("app/Twos.java", """
        package app;

        @nacre.NacreModel("Twice.nacre")
        class Twos {}
        """);
    Project.Outcome outcome = project.compile(List.of(source)).succeeds();
    assertThat(outcome.warnings()).containsExactly(model
        + ":4:8: the bias of `conv2d` has no effect: `batch_norm` subtracts it again, in 2 of 2 uses [bias-before-batchnorm]\n"
        + "    note: " + model + ":4:41: `batch_norm` subtracts it with the mean\n"
        + "    fix: set `bias=false`");
    Diagnostic<? extends JavaFileObject> warning = outcome.diagnostics().stream()
        .filter(each -> each.getKind() == Diagnostic.Kind.WARNING).findFirst().orElseThrow();
    assertThat(warning.getSource().getName()).isEqualTo(source.toString());
    assertThat(warning.getLineNumber()).isEqualTo(3);
  }

  @Test
  @DisplayName("all errors of all models are said at once, those of a shared file once; then nothing is made, of no model")
  void errors() {
    Project project = new Project(folder);
    Path one = project.model("One.nacre", Project.broken("One"));
    Path two = project.model("Two.nacre", Project.broken("Two"));
    project.model("Good.nacre", Project.plain("Good"));
    Path first = project.java("app/package-info.java", """
        @nacre.NacreModel("One.nacre")
        @nacre.NacreModel("Good.nacre")
        package app;
        """);
    Path second = project.java("app/Second.java", """
        package app;
        @nacre.NacreModel("Two.nacre")
        @nacre.NacreModel("Absent.nacre")
        class Second {}
        """);
    Project.Outcome outcome = project.compile(List.of(first, second)).fails();
    assertThat(outcome.errors()).hasSize(3)
        .anySatisfy(error -> assertThat(error).startsWith(one + ":4:14: "))
        .anySatisfy(error -> assertThat(error).startsWith(two + ":4:14: "))
        .anySatisfy(error -> assertThat(error).startsWith("found no model file `Absent.nacre`"));
    assertThat(project.made()).isEmpty();
  }

  @Test
  @DisplayName("a class that a compilation had made stays when the model breaks: sources and weights are written last")
  void lastGood() {
    Project project = new Project(folder);
    project.model("Net.nacre", Project.plain("Net"));
    Path source = project.java("app/package-info.java", "@nacre.NacreModel(\"Net.nacre\") package app;");
    project.compile(List.of(source)).succeeds();
    List<String> before = project.made();
    project.model("Net.nacre", Project.broken("Net"));
    project.compile(List.of(source)).fails();
    assertThat(project.made()).isEqualTo(before).contains("app/Net.class");
  }

  @Test
  @DisplayName("warnings forbid classes if that is wanted, which is said; rules can be made errors and notes, and passes be left out")
  void severities() {
    Project project = new Project(folder);
    Path model = project.model("Twice.nacre", Project.TWICE);
    Path source = project.java("app/package-info.java", "@nacre.NacreModel(\"Twice.nacre\") package app;");
    Project.Outcome forbidden = project.compile(List.of(source), "-Anacre.failOnWarning").fails();
    assertThat(forbidden.warnings()).hasSize(1);
    assertThat(forbidden.errors())
        .containsExactly("no class is made: models have warnings, and -Anacre.failOnWarning is set");
    assertThat(project.made()).isEmpty();

    Project.Outcome error =
        project.compile(List.of(source), "-Anacre.severity=bias-before-batchnorm = error").fails();
    assertThat(error.errors()).hasSize(1).first().asString().startsWith(model + ":4:8: ");

    Project.Outcome info = project.compile(List.of(source), "-Anacre.severity=bias-before-batchnorm=info",
        "-Anacre.failOnWarning=true", "-Anacre.pipeline=eliminate-dead-code,decompose").succeeds();
    assertThat(info.notes()).anySatisfy(note -> assertThat(note).startsWith(model + ":4:8: "));
    assertThat(info.warnings()).isEmpty();
    assertThat(project.classes().resolve("app/Twice.java")).content().contains("= scale_shift(");
  }
}
