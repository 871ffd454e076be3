package nacre.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Positions must be right for every kind of line end, and files that are no texts must be told, not thrown. */
class SourceTest {
  private final Reporter reporter = new Reporter();

  @Test
  @DisplayName("offsets and positions are inverse, whatever ends the lines")
  void offsetsAndPositionsAreInverse() {
    Source source = Source.of("a", "one\ntwo\r\n\rfour");
    assertThat(source.lineCount()).isEqualTo(4);
    assertThat(source.line(2)).isEqualTo("two");
    assertThat(source.line(3)).isEmpty();
    assertThat(source.line(4)).isEqualTo("four");
    assertThat(source.line(5)).isEmpty();
    for (int offset = 0; offset <= source.text().length(); offset++) {
      Span span = source.span(offset, offset);
      assertThat(source.offset(span.line(), span.column())).as("offset %d", offset).isEqualTo(offset);
    }
    assertThat(source.slice(new Span("a", 1, 2, 2, 3))).isEqualTo("ne\ntw");
  }

  @Test
  @DisplayName("a position outside the text becomes the nearest one inside")
  void offsetsStayInside() {
    Source source = Source.of("a", "one\ntwo");
    assertThat(source.offset(1, 99)).isEqualTo(4);
    assertThat(source.offset(9, 1)).isEqualTo(7);
    assertThat(source.offset(2, Integer.MAX_VALUE)).isEqualTo(7);
  }

  @Test
  void dropsTheByteOrderMark() {
    byte[] bytes = "\ufeffnacre 1\n".getBytes(StandardCharsets.UTF_8);
    assertThat(SourceReader.decode("a", bytes, reporter).orElseThrow().text()).isEqualTo("nacre 1\n");
  }

  @Test
  void locatesBytesThatAreNotUtf8() {
    byte[] bytes = {'o', 'k', '\n', 'h', (byte) 0xE9, '!', '\n'};
    assertThat(SourceReader.decode("a", bytes, reporter)).isEmpty();
    assertThat(printed()).startsWith("a:2:2: error [file]: found the byte 0xE9, which is not UTF-8");
  }

  @Test
  @DisplayName("a character that the end of the file cuts off is found too")
  void locatesTruncatedCharacters() {
    assertThat(SourceReader.decode("a", new byte[] {'x', (byte) 0xE2, (byte) 0x82}, reporter)).isEmpty();
    assertThat(printed()).startsWith("a:1:2: error [file]: found the byte 0xE2");
  }

  @Test
  void locatesNul() {
    assertThat(SourceReader.decode("a", new byte[] {'x', '\n', 0}, reporter)).isEmpty();
    assertThat(printed()).startsWith("a:2:1: error [file]: found a NUL character");
  }

  @Test
  void refusesHugeTexts() {
    byte[] bytes = new byte[SourceReader.MAX_BYTES + 1];
    Arrays.fill(bytes, (byte) ' ');
    assertThat(SourceReader.decode("a", bytes, reporter)).isEmpty();
    assertThat(printed()).contains("more than 8 MiB");
  }

  @Test
  void saysWhyAFileCannotBeRead(@TempDir Path folder) throws IOException {
    assertThat(SourceReader.read(folder.resolve("none.nacre"), reporter)).isEmpty();
    assertThat(SourceReader.read(folder, reporter)).isEmpty();
    assertThat(printed()).contains("no file `" + folder.resolve("none.nacre") + "`").contains("is a folder");
    Path file = Files.writeString(folder.resolve("a.nacre"), "nacre 1");
    assertThat(SourceReader.read(file, reporter).orElseThrow().text()).isEqualTo("nacre 1");
  }

  private String printed() {
    return DiagnosticPrinter.plain().print(reporter);
  }
}
