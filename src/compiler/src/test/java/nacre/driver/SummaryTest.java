package nacre.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parameters and multiply-adds, counted by hand for comparison. */
class SummaryTest {
  @TempDir
  Path folder;

  @Test
  @DisplayName("the classifier of 4096 features has the parameters that Keras shows for it")
  void classifier() {
    Summary summary = Summary.of(ModelTexts.example("classifier.nacre").graph());
    assertThat(
        summary.rows().stream().filter(row -> !row.op().equals("input")).map(row -> row.op() + " " + row.params()))
        .containsExactly("dense 2097664", "relu 0", "batch_norm 2048", "dropout 0", "dense 41040", "sigmoid 0");
    assertThat(summary.total().known()).hasValue(2_140_752);
    assertThat(summary.trainable().known()).hasValue(2_139_728);
    assertThat(summary.fixed().known()).hasValue(1_024);
    assertThat(summary.weightBytes()).hasValue(4 * 2_140_752);
    assertThat(summary.all().macs().at(Map.of("N", 2L))).isEqualTo(2L * (4096 * 512 + 512 * 80));
  }

  @Test
  @DisplayName("a layer that is applied twice has one set of parameters, and twice the multiply-adds")
  void shared() {
    Summary summary = Summary.of(ModelTexts.model(folder, """
        nacre 1
        model Pair {
          input left: f32[N, 6]
          input right: f32[N, 6]
          layer embed = dense(4)
          output d = abs((left -> embed) - (right -> embed))
        }
        """.replace("abs(", "relu(")).graph());
    assertThat(summary.total().known()).hasValue(6 * 4 + 4);
    assertThat(summary.all().macs().at(Map.of("N", 1L))).isEqualTo(2 * 6 * 4);
    assertThat(
        summary.rows().stream().filter(row -> row.op().equals("dense")).map(row -> row.params() + " " + row.shared()))
        .containsExactly("28 false", "0 true");
  }

  @Test
  @DisplayName("a grouped convolution multiplies only within its groups")
  void grouped() {
    Summary summary = Summary.of(ModelTexts.model(folder, """
        nacre 1
        model Grouped {
          input x: f32[N, 8, 10, 10]
          output y = x -> conv2d(16, 3, groups=4, bias=false)
        }
        """).graph());
    assertThat(summary.total().known()).hasValue(16 * 2 * 9);
    assertThat(summary.all().macs().at(Map.of("N", 1L))).isEqualTo(8 * 8 * 16 * 2 * 9);
  }
}
