package nacre.caffe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import nacre.caffe.text.LocatedException;
import nacre.caffe.text.Numerals;
import nacre.caffe.text.TextField;
import nacre.caffe.text.TextFormat;
import nacre.caffe.text.TextMessage;
import nacre.caffe.text.TextScalar;
import nacre.caffe.text.TextValue;
import nacre.source.Source;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text format, in every spelling that it has; what is no text of it is told where. */
class TextFormatTest {
  private static TextMessage parse(String text) {
    return TextFormat.parse(Source.of("t", text));
  }

  private static String print(TextValue value) {
    return switch (value) {
      case TextScalar scalar -> scalar.kind() == TextScalar.Kind.STRING ? "'" + scalar.text() + "'" : scalar.text();
      case TextMessage message -> message.fields().stream().map(field -> field.name() + "=" + print(field.value()))
          .collect(Collectors.joining(" ", "{", "}"));
    };
  }

  @Test
  @DisplayName("braces, angles, lists, separators, comments and extensions")
  void forms() {
    assertThat(print(parse("""
        # a comment
        a: 1, b { c: 'x' "y" } ; d: < e: -inf > f <>
        g: [1, 2,-3] h: [ { i: T }, <j: 0x1F> ] k: [] l [{}] [m.n]: 1e5
        o:-.5 p:1.f"""))).isEqualTo("{a=1 b={c='xy'} d={e=-inf} f={} g=1 g=2 g=-3 h={i=T} h={j=0x1F} l={} [m.n]=1e5"
        + " o=-.5 p=1.f}");
  }

  @Test
  @DisplayName("escapes are bytes of UTF-8, letters and signs")
  void escapes() {
    assertThat(print(parse("a: '\\n\\t\\'\\\\\\x41\\101\\303\\244\\u00e4\\U0001F600'")))
        .isEqualTo("{a='\n\t'\\AA\u00e4\u00e4\uD83D\uDE00'}");
  }

  @Test
  @DisplayName("fields and messages know where they stand")
  void spans() {
    TextField field = parse("\n  layer {\n    name: \"x\" }").fields().getFirst();
    assertThat(field.span()).hasToString("t:2:3");
    TextMessage message = (TextMessage) field.value();
    assertThat(message.span().endColumn()).isEqualTo(16);
    assertThat(message.fields().getFirst().value().span()).hasToString("t:3:11");
  }

  @Test
  @DisplayName("whole numbers of three bases, reals with inf and nan")
  void numbers() {
    assertThat(List.of("010", "0x10", "-7").stream().map(text -> Numerals.whole(text).orElseThrow()))
        .containsExactly(8L, 16L, -7L);
    assertThat(Numerals.whole("99999999999999999999")).isEmpty();
    assertThat(Numerals.real("-inf")).hasValue(Double.NEGATIVE_INFINITY);
    assertThat(Numerals.real("nan").orElseThrow()).isNaN();
    assertThat(Numerals.real("2.5e-1f")).hasValue(0.25);
    assertThat(Numerals.real("x")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
    "a 1|t:1:3: found `1`, required `:` or `{` after `a`",
    "a: }|t:1:4: found `}`, required a value: a number, a string or a word",
    "a { b: 1|t:1:9: found the end of the text, required `}` of the message at line 1",
    "a: 'x|t:1:4: found a string without an end, required another ' on its line",
    "a: '\\q'|t:1:5: found `\\q`, required an escape such as `\\n`, `\\\"`, `\\x20` or `\\040`",
    "a: 1x|t:1:4: found `1x`, required a number",
    "a: -b|t:1:5: found `b`, required a number",
    "a: [1 2]|t:1:7: found `2`, required `,` or `]` in the list of `a`",
    "}|t:1:1: found `}`, required the name of a field",
    "a < b: 1 }|t:1:10: found `}`, required the name of a field",
    "[x|t:1:3: found the end of the text, required `]` after the name of an extension",
    "\u00e4: 1|t:1:1: found `\u00e4`, required the name of a field"})
  void wrong(String text, String message) {
    assertThatThrownBy(() -> parse(text)).isInstanceOfSatisfying(LocatedException.class,
        e -> assertThat(e.text()).isEqualTo(message.replace("``", "`")));
  }

  @Test
  @DisplayName("nesting has an end before Java's stack has")
  void deep() {
    assertThat(print(parse("a{".repeat(100) + "}".repeat(100)))).startsWith("{a={a={");
    assertThatThrownBy(() -> parse("a:[{".repeat(1_000_000)))
        .hasMessage("found messages inside one another more than 100 deep");
  }
}
