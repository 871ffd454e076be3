package nacre.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A run may find the same thing many times, or far too many things. */
class ReporterTest {
  private static Span line(String file, int line) {
    return Span.point(file, line, 1);
  }

  @Test
  void saysTheSameThingOnce() {
    Reporter reporter = new Reporter();
    reporter.error("a", line("f", 1), "one");
    reporter.error("a", line("f", 1), "one");
    reporter.error("a", line("f", 2), "one");
    reporter.error("b", line("f", 1), "one");
    assertThat(reporter.count(Severity.ERROR)).isEqualTo(3);
    assertThat(reporter.diagnostics()).hasSize(3);
  }

  @Test
  void sortsByFileAndLine() {
    Reporter reporter = new Reporter();
    reporter.error("a", line("g", 1), "3");
    reporter.error("a", line("f", 10), "2");
    reporter.report(Diagnostic.warning("a", line("f", 9), "1"));
    reporter.report(Diagnostic.error("a", "0"));
    assertThat(reporter.diagnostics()).extracting(Diagnostic::message).isEqualTo(List.of("0", "1", "2", "3"));
  }

  @Test
  void aFloodOfWarningsHidesNoError() {
    Reporter reporter = new Reporter(2);
    for (int i = 1; i <= 5; i++) {
      reporter.report(Diagnostic.warning("w", line("f", i), "warning"));
    }
    reporter.error("e", line("f", 6), "error");
    assertThat(reporter.hasErrors()).isTrue();
    assertThat(reporter.count(Severity.WARNING)).isEqualTo(5);
    assertThat(DiagnosticPrinter.plain().print(reporter)).isEqualTo("""
        f:1:1: warning [w]: warning
        f:2:1: warning [w]: warning
        f:6:1: error [e]: error
        ... and 3 more
        """);
  }
}
