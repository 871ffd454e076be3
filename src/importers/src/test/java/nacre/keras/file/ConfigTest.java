package nacre.keras.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import nacre.importers.InvalidModelException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every setting is read as what it must be, or the message says where it is; none is left out unseen. */
class ConfigTest {
  private static Config config(String text) {
    return Json.parse(text).object();
  }

  private static String said(String text) {
    try {
      return Json.parse(text).toString();
    } catch (InvalidModelException e) {
      return e.text();
    }
  }

  @Test
  @DisplayName("settings of all kinds, with and without something to fall back on")
  void settings() {
    Config config = config("""
        {"name": "a", "units": 4, "rate": 0.5, "strides": 2, "size": [3, 5], "shape": [null, 7], "bias": true,
         "none": null, "old": 1, "wide": 2.0, "nan": NaN, "low": -Infinity}""");
    assertThat(config.text("name")).isEqualTo("a");
    assertThat(config.text("other", "b")).isEqualTo("b");
    assertThat(config.text("none", "c")).isEqualTo("c");
    assertThat(config.optionalText("none")).isEmpty();
    assertThat(config.whole("units")).isEqualTo(4);
    assertThat(config.whole("wide")).isEqualTo(2);
    assertThat(config.whole("none", 9)).isEqualTo(9);
    assertThat(config.real("rate")).isEqualTo(0.5);
    assertThat(config.real("units", 1)).isEqualTo(4);
    assertThat(config.real("nan")).isNaN();
    assertThat(config.real("low")).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(config.flag("bias")).isTrue();
    assertThat(config.flag("old")).isTrue();
    assertThat(config.flag("none", true)).isTrue();
    assertThat(config.value("shape").extents()).containsExactly(OptionalLong.empty(), OptionalLong.of(7));
    assertThat(config.first("output_dim", "units").orElseThrow().whole()).isEqualTo(4);
    assertThat(config.has("none")).isFalse();
  }

  @Test
  @DisplayName("a setting of another kind is shown where it is, with what is required")
  void kinds() {
    Config layer = config("""
        {"layers": [{"config": {"filters": "x", "rate": [1], "bias": 2, "size": [1, 2, 3], "big": 1e30}}]}""")
        .list("layers").getFirst().object().object("config");
    assertThatThrownBy(() -> layer.whole("filters")).isInstanceOf(InvalidModelException.class)
        .hasMessage("layers[0].config.filters: found \"x\", required a whole number");
    assertThatThrownBy(() -> layer.real("rate"))
        .hasMessage("layers[0].config.rate: found a list, required a number");
    assertThatThrownBy(() -> layer.flag("bias"))
        .hasMessage("layers[0].config.bias: found 2, required `true` or `false`");
    assertThatThrownBy(() -> layer.whole("big"))
        .hasMessage("layers[0].config.big: found 1.0E30, required a whole number");
    assertThatThrownBy(() -> layer.text("none")).hasMessage("layers[0].config: there is no `none`");
    assertThatThrownBy(() -> config("[]")).hasMessage("found a list, required an object");
  }

  @Test
  @DisplayName("what is no JSON is said with line and column")
  void syntax() {
    assertThat(said("")).isEqualTo("this is no JSON: it is empty");
    assertThat(said("{\n \"a\": ,}"))
        .isEqualTo("this is no JSON: line 2, column 7: Unexpected character (',' (code 44))");
    assertThat(said("{\"a\": 1}\n{}"))
        .isEqualTo("this is no JSON: line 2, column 1: Trailing token (of type START_OBJECT) found after value");
    assertThat(said("{\"a\": 1, \"a\": 2}")).isEqualTo("this is no JSON: line 1, column 13: Duplicate field 'a'");
  }

  @Test
  @DisplayName("no text of JSON takes more room or depth than a config can need")
  void limits() {
    assertThat(said("[".repeat(100_000)))
        .isEqualTo("this is more than a config can be: Document nesting depth");
    assertThat(said("1".repeat(1000))).startsWith("this is more than a config can be: Number value length");
    assertThat(said("[" + "0,".repeat(5_000_000) + "0]")).startsWith("this is more than a config can be: Token count");
    assertThat(said("\"" + "a".repeat(17 << 20) + "\""))
        .startsWith("this is more than a config can be: String value length");
  }
}
