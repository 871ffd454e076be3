package nacre.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.lang.model.SourceVersion;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What keeps models from being compiled, beside findings: each is one error that says what to do, and no stack trace. */
class RefusalsTest {
  @TempDir
  Path folder;

  private Project project;
  private Path source;

  @BeforeEach
  void plainModel() {
    project = new Project(folder);
    project.model("Net.nacre", Project.plain("Net"));
    source = project.java("app/package-info.java", "@nacre.NacreModel(\"Net.nacre\") package app;");
  }

  private String error(String... options) {
    List<String> errors = project.compile(List.of(source), options).fails().errors();
    assertThat(errors).hasSize(1);
    assertThat(project.made()).isEmpty();
    return errors.get(0);
  }

  @Test
  @DisplayName("classes of models are Java 25: an older release gets one error, although there are two annotations")
  void release() {
    Path other = project.java("app/Other.java", "package app; @nacre.NacreModel(\"Net.nacre\") class Other {}");
    assertThat(project.compile(List.of(source, other), "--release", "17").fails().errors()).containsExactly(
        "found release 17, required 25 or newer, as the classes of models are Java 25; set --release 25 "
            + "(Gradle: options.release; Maven: maven.compiler.release; IntelliJ: the module's language level)");
  }

  @Test
  @DisplayName("a javac that knows no release 25 is told to be too old, not to be called otherwise")
  void compiler() throws RefusedException {
    assertThatThrownBy(() -> Models.requireRelease(SourceVersion.RELEASE_17, SourceVersion.RELEASE_21))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("found the compiler of Java 21, required 25 or newer")
        .hasMessageContaining("java.toolchain.languageVersion");
    Models.requireRelease(SourceVersion.RELEASE_25, SourceVersion.RELEASE_25);
  }

  @Test
  @DisplayName("what javac has already, or is asked for twice, is no file to be made, and the annotation says so")
  void twice() {
    Path own = project.java("app/Net.java", "package app; class Net {}");
    assertThat(project.compile(List.of(source, own)).fails().errors()).singleElement().asString()
        .startsWith("`Net.nacre` makes the class `app.Net`, and this compilation has that class already");

    source = project.java("app/package-info.java",
        "@nacre.NacreModel(\"Net.nacre\") @nacre.NacreModel(\"../nacre/Net.nacre\") package app;");
    assertThat(project.compile(List.of(source)).fails().errors())
        .containsExactly("`../nacre/Net.nacre` is asked for twice: its class can be made once in a package");
  }

  @Test
  @DisplayName("a package that cannot be is refused by the compiler, in its words")
  void packageName() {
    source = project.java("app/package-info.java",
        "@nacre.NacreModel(value = \"Net.nacre\", packageName = \"app.new\") package app;");
    assertThat(error()).contains("the class would be in the package `app.new`, required names that Java allows");
  }

  @Test
  @DisplayName("without a JDK 25 there is no compiler, and the option that would name one is told")
  void noJdk() {
    assertThat(error("-Anacre.jdkHome=" + folder)).isEqualTo("-Anacre.jdkHome: found no Java in " + folder
        + ", required the home of a JDK 25 or newer");
  }

  @Test
  @DisplayName("a worker that does not start is reported with what its Java said")
  void noStart() {
    assertThat(error("-Anacre.jvmArgs=-Xmx1g,-XX:NoSuchFlag")).contains("the worker ended with code 1",
        "Unrecognized VM option 'NoSuchFlag'");
  }

  @Test
  @DisplayName("a fault of the compiler is reported with the file that lets others see it again")
  void fault() {
    Path main = Project.write(folder.resolve("worker/Main.java"), """
        package nacre.worker;
        public class Main {
          public static void main(String[] arguments) {
            System.out.println("hello\\t1\\t0\\t25\\nfault\\tinternal fault: IllegalState: boom\\tall of it");
            System.exit(3);
          }
        }
        """);
    Path classes = folder.resolve("w");
    ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-d", classes.toString(), main.toString());
    assertThat(error("-Anacre.worker=" + classes)).startsWith("internal fault: IllegalState: boom\n")
        .contains("please report it with the file ", "nacre-fault-");
  }

  @Test
  @DisplayName("a fault of the processor is one error on one line, not the stack trace that javac prints of exceptions")
  void processorFault() {
    Wrapping broken = new Wrapping(new ModelProcessor(), "getPackageOf");
    assertThat(project.compile(List.of(broken), List.of(source)).fails().errors()).singleElement().asString()
        .startsWith("internal fault: java.lang.UnsupportedOperationException: getPackageOf at ")
        .contains("this is a fault in Nacre's annotation processor").doesNotContain("\n");
  }

  @Test
  @DisplayName("a misspelt option is a warning with the right name; a rule that there is not is the compiler's to refuse")
  void names() {
    Project.Outcome outcome = project.compile(List.of(source), "-Anacre.sourcedirectory=x", "-Anacre.zzz",
        "-Aother.option", "-Anacre.ignore=bias-before-batchnrm").fails();
    assertThat(outcome.warnings()).contains(
        "there is no option `-Anacre.sourcedirectory`; did you mean `-Anacre.sourceDirectory`?",
        "there is no option `-Anacre.zzz`");
    assertThat(outcome.errors()).singleElement().asString()
        .contains("there is no rule `bias-before-batchnrm`; did you mean `bias-before-batchnorm`?");
  }

  @ParameterizedTest
  @DisplayName("an option without a right value is refused, not taken as another")
  @CsvSource(delimiter = '|', value = {
    "-Anacre.failOnWarning=yes | -Anacre.failOnWarning: found `yes`, required true or false",
    "-Anacre.jdkHome           | -Anacre.jdkHome: found nothing, required a value, as in -Anacre.jdkHome=VALUE",
    "-Anacre.worker=           | -Anacre.worker: found nothing, required a value, as in -Anacre.worker=VALUE"})
  void values(String option, String message) {
    assertThat(error(option)).isEqualTo(message);
  }

  @Test
  @DisplayName("the compiler is on the processor path or there is no use to fork; blanks in a path are read as they are")
  void workerPath() throws IOException, RefusedException {
    URL blank = folder.resolve("a b").toUri().toURL();
    URL worker = Path.of(Project.entry("nacre/worker/Main.class")).toUri().toURL();
    try (URLClassLoader whole = new URLClassLoader(new URL[] {blank, worker});
        URLClassLoader half = new URLClassLoader(new URL[] {blank})) {
      assertThat(WorkerPath.of(Optional.empty(), whole)).contains(folder.resolve("a b"));
      assertThatThrownBy(() -> WorkerPath.of(Optional.empty(), half))
          .hasMessageStartingWith("the compiler, nacre-worker, is not on the processor path");
      assertThat(WorkerPath.of(Optional.of(List.of(folder)), half)).containsExactly(folder);
    }
    assertThatThrownBy(() -> WorkerPath.of(Optional.empty(), new ClassLoader() {}))
        .hasMessageContaining("does not tell the processor path").hasMessageContaining("-Anacre.worker");
  }
}
