package nacre.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nacre.driver.Compiler;
import nacre.driver.LoadedModel;
import nacre.lint.LintConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is drawn of a model. */
class GraphPictureTest {
  private static final String PARALLEL = """
      nacre 1
      block Arm(x) {
        x -> dense(4) -> relu
      }
      model Parallel {
        input x: f32[N, 4]
        output y = (x -> Arm) + (x -> Arm)
      }
      """;

  @TempDir
  Path folder;

  @ParameterizedTest
  @EnumSource(PictureOptions.Stage.class)
  @DisplayName("clusters, shapes, fates and findings of a small net, stage by stage, as text that one can review")
  void golden(PictureOptions.Stage stage) throws IOException {
    Path expected = Models.resource("residual." + stage.name().toLowerCase(Locale.ROOT) + ".dot");
    String dot = dot(Models.load(Models.resource("residual.nacre")), Models.standard(stage))
        .replace(Models.resource("").toString() + "/", "");
    if (System.getProperty("nacre.bless") != null) {
      Files.writeString(expected, dot);
    }
    assertThat(dot).isEqualTo(Files.readString(expected));
  }

  private static String dot(LoadedModel model, PictureOptions options) {
    return GraphPicture.dot(model, Compiler.reports(model.file(), LintConfig.DEFAULT), options);
  }

  @Test
  @DisplayName("turns that only follow one another are drawn once, unless each is asked for")
  void alike() {
    LoadedModel model = Models.load(Models.resource("residual.nacre"));
    String once = dot(model, Models.standard(PictureOptions.Stage.SOURCE));
    String each = dot(model,
        new PictureOptions(PictureOptions.Stage.SOURCE, PictureOptions.Alike.EACH, Optional.empty()));
    assertThat(once).contains("turn0.Unit ... turn2.Unit (3 alike)", "17 nodes in 10 boxes");
    assertThat(each).contains("label=\"turn0.Unit\"", "label=\"turn2.Unit\"").doesNotContain("alike");
  }

  @Test
  @DisplayName("branches side by side are not turns: each is drawn, or the sum would seem to have one operand")
  void parallel() {
    String dot = dot(Models.text(folder, PARALLEL), Models.standard(PictureOptions.Stage.SOURCE));
    assertThat(dot).contains("label=\"Arm\"", "label=\"Arm_1\"").doesNotContain("alike");
  }

  @Test
  @DisplayName("a collapsed block is one box that says what is in it, and keeps its findings")
  void collapsed() {
    String dot = dot(Models.load(Models.resource("residual.nacre")), Models.source(0));
    assertThat(dot).contains("box3d", "turn0.Unit ... turn2.Unit (3 alike)\\nconv2d\\nbatch_norm\\nrelu\\nadd",
        "warning [bias-before-batchnorm]", "blocks deeper than level 0 are collapsed").doesNotContain("subgraph");
  }

  @Test
  @DisplayName("a thousand layers without a block are drawn in groups, so that the picture can be read")
  void thousand() {
    String layers = IntStream.range(0, 500).mapToObj(i -> "  y = y -> dense(" + (4 + i % 3) + ") -> relu\n")
        .collect(Collectors.joining());
    LoadedModel model = Models.text(folder,
        "nacre 1\nmodel Chain {\n  input x: f32[N, 4]\n  y = x\n" + layers + "  output z = y\n}\n");
    String dot = dot(model, Models.standard(PictureOptions.Stage.SOURCE));
    assertThat(Models.boxes(dot)).isBetween(20L, 60L);
    assertThat(dot).contains("dense ... relu_15");
  }

  @Test
  @DisplayName("a tall picture is broken into columns; where an edge would pass from one to the next, it is cut in two")
  void columns() {
    String layers = IntStream.range(0, 40).mapToObj(i -> " -> dense(" + (4 + i) + ") -> relu")
        .collect(Collectors.joining());
    String dot = dot(Models.text(folder,
        "nacre 1\nmodel Chain {\n  input x: f32[N, 4]\n  output z = x" + layers + "\n}\n"),
        Models.standard(PictureOptions.Stage.SOURCE));
    assertThat(dot.lines().filter(line -> line.contains("label=\"A\""))).hasSize(2);
    assertThat(dot.lines().filter(line -> line.contains("label=\"B\""))).hasSize(2);
    assertThat(dot).contains("goes on at the same letter");
  }

  @Test
  @DisplayName("branches side by side are broken at their ends alone, where both are read: elsewhere one would be torn off")
  void towers() {
    String tower =
        IntStream.range(0, 20).mapToObj(i -> " -> dense(" + (4 + i) + ") -> relu").collect(Collectors.joining());
    String dot = dot(
        Models.text(folder, "nacre 1\nmodel Towers {\n  input x: f32[N, 4]\n  a = x" + tower + "\n  b = x" + tower
            + "\n  output z = (a + b)" + tower + "\n}\n"),
        Models.standard(PictureOptions.Stage.SOURCE));
    long first =
        dot.lines().takeWhile(line -> !line.contains("label=\"A\"")).filter(line -> line.contains("label=\"relu"))
            .count();
    assertThat(first).isGreaterThanOrEqualTo(40);
    assertThat(dot).contains("label=\"A\"");
  }

  @ParameterizedTest
  @CsvSource({"a.svg,SVG", "a.b.PNG,PNG", "c/d.dot,DOT", "a.gif,", "svg.txt,", "png,", "a.svg.gz,"})
  @DisplayName("the end of the file's name says what is written, whatever its case; a name without a dot has no end")
  void ends(String name, GraphPicture.@Nullable Format format) {
    assertThat(GraphPicture.Format.of(name)).isEqualTo(Optional.ofNullable(format));
  }
}
