package nacre.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import nacre.source.Reporter;
import nacre.source.Source;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that nobody wrote by hand. They are told to be wrong, never thrown about. */
class HostileSettingsTest {
  private static final String VALID = """
      select = ["all", 'double-norm'] # é😀
      baseline = "a"
      [severity]
      linear-stack = "error"
      [per-file."a/*"]
      ignore = [
        "all",
      ]
      severity = { dropout-rate = "info" }
      """;
  private static final String PIECES = "[]{}=.,\"'#\\\n\r\t a1-é\u0000\uD83D\uDE00";

  private static Reporter read(String text) {
    Reporter reporter = new Reporter();
    SettingsReader.read(Source.of("nacre.toml", text), Path.of("/"), reporter);
    return reporter;
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "a.", "{a="})
  @DisplayName("deep nesting is an error with a place, not the end of the stack")
  void deep(String part) {
    for (String text : new String[] {part.repeat(100_000), "a = " + part.repeat(100_000)}) {
      assertThat(read(text).diagnostics()).singleElement()
          .satisfies(error -> assertThat(error.span()).isPresent());
    }
  }

  @Test
  @DisplayName("a file of the greatest length that is all mistakes is read in time, and most mistakes are only counted")
  void flood() {
    assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
      StringBuilder text = new StringBuilder();
      for (int i = 0; text.length() < SettingsReader.MOST_BYTES; i++) {
        text.append('k').append(i).append(" = 1\n");
      }
      Reporter reporter = read(text.toString());
      assertThat(reporter.diagnostics()).hasSize(1000);
      assertThat(reporter.dropped()).isGreaterThan(50_000);
    });
  }

  @Test
  @DisplayName("a text with letters changed, put in or left out is read, or refused at a place within it")
  void changed() {
    Random random = new Random(5);
    assertThat(read(VALID).diagnostics()).isEmpty();
    for (int run = 0; run < 2000; run++) {
      StringBuilder text = new StringBuilder(VALID);
      for (int change = random.nextInt(4); change >= 0; change--) {
        int at = random.nextInt(text.length());
        char piece = PIECES.charAt(random.nextInt(PIECES.length()));
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, piece);
          case 1 -> text.insert(at, piece);
          default -> text.deleteCharAt(at);
        }
      }
      int lines = Source.of("", text.toString()).lineCount();
      assertThat(read(text.toString()).diagnostics()).as(text::toString)
          .allSatisfy(error -> assertThat(error.span().orElseThrow().endLine()).isLessThanOrEqualTo(lines));
    }
  }
}
