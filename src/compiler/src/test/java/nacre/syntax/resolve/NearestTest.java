package nacre.syntax.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nacre.source.Nearest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Suggestions of names. */
class NearestTest {
  private static final List<String> KNOWN =
      List.of("relu6", "relu", "softmax", "conv2d", "conv3d", "batch_norm", "sigmoid", "x");

  @ParameterizedTest
  @DisplayName("one slip in three letters, exchanged neighbours and another case are forgiven")
  @CsvSource({"rleu, relu", "Conv2D, conv2d", "conv_2d, conv2d", "batchnorm, batch_norm", "sigmod, sigmoid",
    "bacth_nrom, batch_norm",
    "Relu, relu", "relux, relu", "softm, softmax", "conv, conv2d", "con, conv2d"})
  void near(String name, String meant) {
    assertThat(Nearest.to(name, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @DisplayName("a name that shares little with any is not turned into one of them")
  @CsvSource({"dense", "softplus", "y", "re", "tanh", "abcdefgh"})
  void far(String name) {
    assertThat(Nearest.to(name, KNOWN)).isEmpty();
  }

  @Test
  @DisplayName("the distance is that of Damerau (1964): an exchange of neighbours costs one")
  void distance() {
    assertThat(Nearest.distance("ab", "ba")).isEqualTo(1);
    assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(Nearest.distance("", "abc")).isEqualTo(3);
  }

  @Test
  @DisplayName("names of any length from a hostile text cost nothing")
  void longNames() {
    assertThat(Nearest.to("a".repeat(1_000_000), List.of("b".repeat(1_000_000)))).isEmpty();
  }
}
