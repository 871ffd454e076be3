package nacre.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import nacre.source.Diagnostic;
import nacre.source.Reporter;
import nacre.source.Source;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Hostile or generated text must give records or a located error, on a small stack, never an overflow. */
class DeepInputTest {
  private static final int MANY = 10_000;
  private static final long STACK = 512 << 10;

  private static String value(String expr) {
    return "nacre 1\nmodel M {\n  y = " + expr + "\n}\n";
  }

  @TestFactory
  @DisplayName("what nests without end is one error that names the limit")
  Stream<DynamicTest> tooDeep() {
    return Stream.of("(".repeat(MANY) + "x" + ")".repeat(MANY), "(".repeat(MANY), "[".repeat(MANY), "{".repeat(MANY),
        "f(".repeat(MANY) + ")".repeat(MANY), "if x { ".repeat(MANY) + "}".repeat(MANY), "-".repeat(MANY) + "x",
        "not ".repeat(MANY) + "x", "(" + "not\n".repeat(MANY) + "x)", "if ".repeat(MANY) + "x" + " { 1 }".repeat(MANY),
        String.join(" ** ", "2".repeat(MANY).split("")), "a + not ".repeat(MANY) + "b",
        "(a + not ".repeat(190) + "b" + ")".repeat(190))
        .map(expr -> DynamicTest.dynamicTest(expr.substring(0, 20),
            () -> assertThat(onlyError(value(expr)).message()).contains("nest deeper than 200 levels")));
  }

  @TestFactory
  @DisplayName("a chain without end is one error that names its limit")
  Stream<DynamicTest> tooLong() {
    return Stream.of("x" + " + x".repeat(MANY), "x" + "(1)".repeat(MANY), "x" + ".a".repeat(MANY),
        "x" + "[0]".repeat(MANY), "(".repeat(150) + "x" + (" + x".repeat(400) + ")").repeat(150))
        .map(expr -> DynamicTest.dynamicTest(expr.substring(0, 10),
            () -> assertThat(onlyError(value(expr)).message()).contains("more than 500 operators")));
  }

  @TestFactory
  @DisplayName("what is only long is read and formatted")
  Stream<DynamicTest> longButFlat() {
    return Stream.of("x" + " -> relu".repeat(MANY), "x" + "\n    -> f(1) as g".repeat(MANY),
        "[x" + ", x".repeat(MANY) + "]", "if x { 1 }" + " else if x { 1 }".repeat(MANY), "x" + " + x".repeat(450),
        "(".repeat(190) + "x" + ")".repeat(190), "f(1, ".repeat(190) + "x" + ")".repeat(190),
        "x -> f(".repeat(190) + "x" + ")".repeat(190), "if x { ".repeat(90) + "x" + " } else { x }".repeat(90),
        "not x" + " and not x".repeat(450), "-x" + " - -x ** 2".repeat(400),
        "x" + "\n  y = x -> f".repeat(MANY))
        .map(expr -> DynamicTest.dynamicTest(expr.substring(0, 7), () -> onSmallStack(() -> {
          Reporter reporter = new Reporter();
          Optional<String> formatted = Formatter.format(Source.of("text.nacre", value(expr)), reporter);
          assertThat(reporter.diagnostics()).isEmpty();
          assertThat(formatted).isPresent();
        })));
  }

  @Test
  @DisplayName("thousands of errors and of unclosed brackets are counted, not followed")
  void manyErrors() {
    Reporter reporter = new Reporter(10);
    onSmallStack(() -> {
      SyntaxParser.parse(Source.of("text.nacre", "nacre 1\nmodel M {\n" + "  x = = (3\n".repeat(MANY)), reporter);
      SyntaxParser.parse(Source.of("text.nacre", "$".repeat(MANY)), reporter);
      SyntaxParser.parse(Source.of("text.nacre", ")".repeat(MANY)), reporter);
    });
    assertThat(reporter.diagnostics()).hasSize(10);
    assertThat(reporter.dropped()).isGreaterThan(MANY - 100);
  }

  private static Diagnostic onlyError(String text) {
    Reporter reporter = new Reporter();
    onSmallStack(() -> SyntaxParser.parse(Source.of("text.nacre", text), reporter));
    assertThat(reporter.diagnostics()).hasSize(1);
    assertThat(reporter.diagnostics().getFirst().span()).isPresent();
    return reporter.diagnostics().getFirst();
  }

  private static void onSmallStack(Runnable task) {
    Throwable[] failure = new Throwable[1];
    Thread thread = new Thread(null, task, "small stack", STACK);
    thread.setUncaughtExceptionHandler((t, e) -> failure[0] = e);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    assertThat(failure[0]).isNull();
  }
}
