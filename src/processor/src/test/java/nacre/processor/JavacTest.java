package nacre.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program javac, started in the folder of a project: what a user sees. */
class JavacTest {
  @TempDir
  Path folder;

  private String javac(String processorPath, Path source) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
        "-J-Duser.language=en", "-d", "classes", "-cp", Project.kernels(), "-processorpath", processorPath));
    command.add(folder.relativize(source).toString());
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  @Test
  @DisplayName("with the processor on the processor path a finding is told at its place, relative to where javac runs")
  void finding() throws IOException, InterruptedException {
    Project project = new Project(folder);
    project.model("Twice.nacre", Project.TWICE);
    Path source = project.java("app/package-info.java", "@nacre.NacreModel(\"Twice.nacre\")\npackage app;\n");
    assertThat(javac(Project.processorPath(), source)).isEqualTo(
        """
            src/main/java/app/package-info.java:1: warning: src/main/nacre/Twice.nacre:4:8: the bias of `conv2d` has no \
            effect: `batch_norm` subtracts it again, in 2 of 2 uses [bias-before-batchnorm]
            @nacre.NacreModel("Twice.nacre")
            ^
                note: src/main/nacre/Twice.nacre:4:41: `batch_norm` subtracts it with the mean
                fix: set `bias=false`
            src/main/java/app/package-info.java:1: Note: src/main/nacre/Twice.nacre:7:7: the model binds no weights: its \
            parameters are drawn from seed 1 [unbound-weights]
            @nacre.NacreModel("Twice.nacre")
            ^
            1 warning
            """);
    assertThat(project.made()).containsExactly("app/Twice$Memory.class", "app/Twice.class", "app/Twice.java",
        "app/Twice.safetensors", "app/package-info.class");
  }

  @Test
  @DisplayName("a processor path without all that the processor needs is told as that, not by a stack trace")
  void half() throws IOException, InterruptedException {
    Project project = new Project(folder);
    project.model("Net.nacre", Project.plain("Net"));
    Path source = project.java("app/package-info.java", "@nacre.NacreModel(\"Net.nacre\")\npackage app;\n");
    String processor = Project.entry("nacre/processor/ModelProcessor.class");
    assertThat(javac(processor, source))
        .isEqualTo(
            "error: the processor path is not whole: nacre/front/NoJdkException cannot be loaded; nacre-processor "
                + "needs all that it depends on beside itself there\n1 error\n");
    String withFront = Arrays.stream(new String[] {processor, Project.entry("nacre/front/Jdk.class")})
        .collect(Collectors.joining(File.pathSeparator));
    assertThat(javac(withFront, source)).contains("error: the compiler, nacre-worker, is not on the processor path")
        .doesNotContain("\tat ");
  }
}
