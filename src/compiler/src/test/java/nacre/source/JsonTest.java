package nacre.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What programs read must parse whatever names and paths are in it. */
class JsonTest {
  @Test
  @DisplayName("members keep their order, empty lists stay on their line")
  void shape() {
    assertThat(new Json.Fields().with("b", "x").with("a", new Json.Whole(-7)).with("none", List.of())
        .with("flags", List.of(new Json.Flag(true), new Json.Fields())).print()).isEqualTo("""
            {
              "b": "x",
              "a": -7,
              "none": [],
              "flags": [
                true,
                {}
              ]
            }""");
  }

  @Test
  @DisplayName("a number that JSON has no word for is a string, so that the rest can be read")
  void reals() {
    assertThat(new Json.Items(List.of(new Json.Real(1.5e-7), new Json.Real(Double.NaN))).print())
        .isEqualTo("[\n  1.5E-7,\n  \"NaN\"\n]");
  }

  @Test
  @DisplayName("quotes, backslashes, what steers a terminal and what is not ASCII are escaped")
  void text() {
    assertThat(Json.texts(List.of("a\"b\\c", "\n\u001b[31m", "\u007f\u00e9\ud83d\ude00", "\ud800")).print())
        .isEqualTo("[\n  \"a\\\"b\\\\c\",\n  \"\\u000a\\u001b[31m\",\n  \"\\u007f\\u00e9\\ud83d\\ude00\","
            + "\n  \"\\ud800\"\n]");
  }
}
